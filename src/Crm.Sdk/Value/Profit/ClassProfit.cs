namespace Crm.Sdk.Value;

/// <summary>What a class of customers brought and what was invested in it (VA-4).</summary>
/// <param name="Label">The label; null for customers without one.</param>
/// <param name="Customers">How many customers.</param>
/// <param name="Profit">Their profit.</param>
/// <param name="Invested">What was invested in them.</param>
public sealed record ClassProfit(string? Label, int Customers, Money Profit, Money Invested)
{
    /// <summary>Profit over what was invested; null where nothing was.</summary>
    public double? ReturnOnInvestment => Invested.MinorUnits > 0 ? (double)Profit.MinorUnits / Invested.MinorUnits : null;

    internal static ClassProfit None(string? label, Currency currency) => new(label, 0, Money.Zero(currency), Money.Zero(currency));

    internal ClassProfit With(CustomerProfit customer) => this with { Customers = Customers + 1, Profit = Profit + customer.Profit, Invested = Invested + customer.Invested };
}
