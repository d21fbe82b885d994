namespace Crm.Sdk.Segments;

/// <summary>One comparison of what a segment found.</summary>
/// <param name="Operator">How.</param>
/// <param name="Values">With what: two values for <see cref="SegmentOperator.Between"/>, several for those of lists and sets, one for the others.</param>
public sealed record SegmentTest(SegmentOperator Operator, ValueList<SegmentValue> Values);
