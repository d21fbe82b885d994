namespace Crm.Sdk.Segments;

/// <summary>How many members a segment has.</summary>
/// <param name="Members">Their number.</param>
/// <param name="Plan">How they were counted.</param>
public sealed record SegmentCount(long Members, SegmentPlan Plan);
