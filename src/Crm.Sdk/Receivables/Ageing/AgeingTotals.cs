namespace Crm.Sdk.Receivables;

/// <summary>What the whole base owes by age.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customers">How many customers have anything open, or to their credit.</param>
/// <param name="ByCurrency">A row a currency, by code.</param>
/// <param name="Reporting">All of them in the reporting currency at the rates of the as-of day, each age rounded once; null where a rate is missing.</param>
/// <param name="WithoutRate">The currencies without a rate.</param>
public sealed record AgeingTotals(long Customers, ValueList<AgeingRow> ByCurrency, AgeingRow? Reporting, ValueList<Currency> WithoutRate);
