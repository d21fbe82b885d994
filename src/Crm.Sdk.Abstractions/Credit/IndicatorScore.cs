namespace Crm.Sdk.Credit;

/// <summary>How one indicator was scored.</summary>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Value">The value of the evidence that counted most; null where there is none.</param>
/// <param name="Score">What it counts as, 0 to 100: its evidence as far as it can be trusted, for the rest its prior.</param>
/// <param name="Confidence">How much of that rests on evidence, 0 to 1.</param>
/// <param name="Source">The source of the evidence that counted most; null where there is none.</param>
/// <param name="Evidence">How many pieces of evidence counted.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record IndicatorScore(string Indicator, double? Value, double Score, double Confidence, string? Source, int Evidence);
