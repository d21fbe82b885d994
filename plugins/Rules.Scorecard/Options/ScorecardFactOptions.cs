namespace Crm.Sdk.Rules.Scorecard;

/// <summary>Of which fact of a customer a characteristic is taken.</summary>
public sealed class ScorecardFactOptions
{
    /// <summary>A built-in fact, such as <c>orders</c>, <c>netSpend</c>, <c>daysSinceLastOrder</c>, <c>region</c>; or one that a plugin provides, by its key.</summary>
    public string Fact { get; set; } = string.Empty;

    /// <summary>The last months that count, 1 to 1,200; null for all time. For facts of orders in a window.</summary>
    public int? Months { get; set; }

    /// <summary>The type of a fact that a plugin provides: <c>int</c>, <c>long</c>, <c>double</c>, <c>money</c> or <c>category</c>.</summary>
    public string? Type { get; set; }
}
