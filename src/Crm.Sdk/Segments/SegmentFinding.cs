namespace Crm.Sdk.Segments;

/// <summary>Whether a part of a segment holds for a customer, and what was found.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Segment">The part.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Found">The value that was compared, for people; null where there was none, and of groups.</param>
/// <param name="Parts">The parts of a group.</param>
public sealed record SegmentFinding(Segment Segment, bool Holds, string? Found, ValueList<SegmentFinding> Parts);
