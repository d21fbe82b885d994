namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the RFM rule: scores 1 to 5 for recency, frequency and spend, and the customary segments.</summary>
/// <remarks>Scores are by quintiles of all customers, unless all three lists of edges are given.</remarks>
public sealed class RfmRuleOptions
{
    /// <summary>How many months of orders count: 1 to 1,200, or 0, the default, for all orders.</summary>
    public int TrailingMonths { get; set; }

    /// <summary>Four ascending numbers of days between the five scores of recency; a customer on an edge is in the bin of more days. Empty for quintiles.</summary>
    public IList<int> RecencyEdges { get; } = [];

    /// <summary>Four ascending numbers of orders between the five scores of frequency; a customer on an edge is in the bin of more orders. Empty for quintiles.</summary>
    public IList<int> FrequencyEdges { get; } = [];

    /// <summary>Four ascending amounts in the reporting currency between the five scores of spend; a customer on an edge is in the bin of more spend. Empty for quintiles.</summary>
    public IList<decimal> MonetaryEdges { get; } = [];
}
