namespace Crm.Sdk.Loyalty;

/// <summary>A posting that an earning needs, and the earning once it is posted.</summary>
/// <param name="Posting">The posting.</param>
/// <param name="After">The earning after it, which waits to be settled still.</param>
internal sealed record EarningStep(PointsPosting Posting, PointsEarning After);
