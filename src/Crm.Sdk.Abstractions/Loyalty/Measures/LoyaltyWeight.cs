namespace Crm.Sdk.Loyalty;

/// <summary>How much an indicator counts in a score.</summary>
/// <param name="Indicator">The code of the indicator.</param>
/// <param name="Weight">Above 0 and at most 1.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyWeight(string Indicator, double Weight);
