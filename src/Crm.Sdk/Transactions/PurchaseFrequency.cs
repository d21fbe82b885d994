namespace Crm.Sdk.Transactions;

/// <summary>How often customers buy. A purchase is a local day with a sale.</summary>
/// <param name="Customers">How many customers bought in the period.</param>
/// <param name="Purchases">Their purchases in it.</param>
/// <param name="ByPurchases">Customers by how many purchases they made: 1, 2, 3, 4, 5–9, 10 and more.</param>
/// <param name="ByInterval">Times from one purchase of a customer to its next, by days: up to 7, 30, 90, 180, 365, and more.</param>
/// <param name="MeanIntervalDays">Their mean, in days; null where nobody bought twice.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PurchaseFrequency(long Customers, long Purchases, ValueList<CountBand> ByPurchases, ValueList<CountBand> ByInterval, double? MeanIntervalDays)
{
    /// <summary>Purchases of a customer that bought; null where nobody did.</summary>
    public double? PurchasesEach => Customers == 0 ? null : (double)Purchases / Customers;
}
