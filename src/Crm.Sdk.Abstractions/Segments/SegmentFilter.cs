namespace Crm.Sdk.Segments;

/// <summary>Which events of a name count.</summary>
/// <param name="Name">What is looked at, such as <c>product</c>, <c>category</c> or <c>channel</c>; each event says what it has.</param>
/// <param name="Values">One of these it must be.</param>
public sealed record SegmentFilter(string Name, ValueList<SegmentValue> Values);
