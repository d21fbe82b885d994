namespace Crm.Sdk.Loyalty;

/// <summary>A dimension or an axis of one customer.</summary>
/// <param name="Code">Which one, of <see cref="LoyaltyScores"/> or another one.</param>
/// <param name="Value">From 0 to 1; null where less than the policy asks for is known.</param>
/// <param name="Known">The share of its weight that is known, 0 to 1.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyScore(string Code, double? Value, double Known);
