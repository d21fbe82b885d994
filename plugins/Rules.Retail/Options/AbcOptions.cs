namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of A/B/C by share of value (Pareto) or by share of customers, on spend or on one weighted measure of spend, marketing cost and years of dealing.</summary>
public sealed class AbcOptions
{
    /// <summary>How many months of orders count: 1 to 1,200, or 0 for all orders; 12 by default.</summary>
    public int TrailingMonths { get; set; } = 12;

    /// <summary>Per cent of the whole that A-customers hold together: 1 to 98; 80 by default. By share of customers 20 is customary.</summary>
    public int A { get; set; } = 80;

    /// <summary>Per cent of the whole that A- and B-customers hold together: more than <see cref="A"/>, at most 99; 95 by default.</summary>
    public int B { get; set; } = 95;

    /// <summary>What the shares are of: the measure's sum, by default, or the number of customers.</summary>
    public AbcShare By { get; set; }

    /// <summary>The weight of the spend in the measure: 0 to 1,000; 1 by default. Each part counts as the customer's share of its sum over all customers.</summary>
    public int RevenueWeight { get; set; } = 1;

    /// <summary>The weight of what was invested in the customer: 0, the default, to 1,000.</summary>
    public int MarketingCostWeight { get; set; }

    /// <summary>The weight of the time since the first order: 0, the default, to 1,000. One of the three weights is above 0.</summary>
    public int YearsWeight { get; set; }
}
