namespace Crm.Sdk.Loyalty;

/// <summary>What all findings on one indicator come to together.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Records">By how many records it was told.</param>
/// <param name="Findings">The findings that count, in a fixed order.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyValue(string Indicator, double Value, long Records, ValueList<LoyaltyFinding> Findings);
