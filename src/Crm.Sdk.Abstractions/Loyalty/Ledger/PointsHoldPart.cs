namespace Crm.Sdk.Loyalty;

/// <summary>From which lot points were set aside.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Points">How many; above 0.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsHoldPart(PointsLotId Lot, long Points);
