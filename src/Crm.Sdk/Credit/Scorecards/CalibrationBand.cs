namespace Crm.Sdk.Credit;

/// <summary>Cases of about the same predicted probability, and how they went.</summary>
/// <param name="Cases">How many.</param>
/// <param name="Expected">How many bad ones were predicted: the sum of their probabilities.</param>
/// <param name="Bad">How many went bad.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CalibrationBand(int Cases, double Expected, int Bad);
