namespace Crm.Sdk.Storage;

/// <summary>A comparison of a measure.</summary>
/// <param name="Comparison">How.</param>
/// <param name="Value">With what: a whole number between ±4 × 10¹⁸.</param>
public readonly record struct MeasureTest(Comparison Comparison, long Value);
