namespace Crm.Sdk.Customers.Duplicates;

/// <summary>A stored customer that is probably the one asked about.</summary>
/// <param name="Customer">The stored customer.</param>
/// <param name="Score">The probability that both are one, 0 to 1.</param>
/// <param name="Findings">What each rule found that could compare anything, the weightiest first.</param>
public sealed record DuplicateMatch(Customer Customer, double Score, ValueList<MatchFinding> Findings);
