namespace Crm.Sdk.Value;

/// <summary>What an indicator's score comes from.</summary>
/// <param name="Code">What was looked at, such as <c>paid-on-time</c>; its text is <c>profit-evidence.CODE</c>.</param>
/// <param name="Value">What was found: a count, a share, a percentage.</param>
/// <param name="Score">What it scores, 0 to 10.</param>
/// <param name="Records">How many records it was told by.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record IndicatorEvidence(string Code, double Value, double Score, long Records);
