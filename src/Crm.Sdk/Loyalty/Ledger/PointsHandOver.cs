namespace Crm.Sdk.Loyalty;

/// <summary>What an account gave away when its customer was merged.</summary>
/// <param name="Lots">The lots as they were, with what was left of them.</param>
/// <param name="Owed">What is owed, 0 or more.</param>
internal sealed record PointsHandOver(IReadOnlyList<PointsLot> Lots, long Owed);
