namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of A/B/C by share of value (Pareto).</summary>
public sealed class AbcOptions
{
    /// <summary>How many months of orders count: 1 to 1,200, or 0 for all orders; 12 by default.</summary>
    public int TrailingMonths { get; set; } = 12;

    /// <summary>Per cent of all spend that A-customers hold together: 1 to 98; 80 by default.</summary>
    public int A { get; set; } = 80;

    /// <summary>Per cent of all spend that A- and B-customers hold together: more than <see cref="A"/>, at most 99; 95 by default.</summary>
    public int B { get; set; } = 95;
}
