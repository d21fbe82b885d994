namespace Crm.Sdk;

/// <summary>A customer that was written, and one that is probably the same. It names them and says nothing else of them.</summary>
/// <param name="Written">The customer that was written.</param>
/// <param name="Match">The other one.</param>
/// <param name="MatchKey">The other one's key, or null where it has none.</param>
/// <param name="Score">The probability that both are one customer, 0 to 1.</param>
public sealed record DuplicateAlert(CustomerId Written, CustomerId Match, string? MatchKey, double Score);
