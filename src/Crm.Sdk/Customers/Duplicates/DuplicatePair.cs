namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Two customers that are probably one.</summary>
/// <param name="Left">The one with the smaller id.</param>
/// <param name="Right">The one with the greater id.</param>
/// <param name="Score">The probability that both are one customer, 0 to 1.</param>
/// <param name="Findings">What each rule found that could compare anything, the weightiest first.</param>
public sealed record DuplicatePair(Customer Left, Customer Right, double Score, ValueList<MatchFinding> Findings);
