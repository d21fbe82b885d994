namespace Crm.Sdk.Credit;

/// <summary>What one characteristic gave a case.</summary>
/// <param name="Characteristic">Its code.</param>
/// <param name="Bin">The class of the case's value; null where the scorecard has none, so that the case counts like the whole.</param>
/// <param name="Points">The points: 0 counts like the whole.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ScoredCharacteristic(string Characteristic, ScorecardBin? Bin, double Points);
