namespace Crm.Sdk.Segments;

/// <summary>Something that a segment compares, in the making: <c>Segment.Where("region").IsIn("north", "east")</c>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class SegmentTerm
{
    private readonly Func<ValueList<SegmentTest>, Segment> _make;

    internal SegmentTerm(Func<ValueList<SegmentTest>, Segment> make) => _make = make;

    /// <summary>It equals the value.</summary>
    public Segment Is(SegmentValue value) => Compare(SegmentOperator.Equal, value);

    /// <summary>It is there and does not equal the value.</summary>
    public Segment IsNot(SegmentValue value) => Compare(SegmentOperator.NotEqual, value);

    /// <summary>It is one of the values.</summary>
    public Segment IsIn(params ReadOnlySpan<SegmentValue> values) => Compare(SegmentOperator.In, values);

    /// <summary>It is there and none of the values.</summary>
    public Segment IsNotIn(params ReadOnlySpan<SegmentValue> values) => Compare(SegmentOperator.NotIn, values);

    /// <summary>It is less.</summary>
    public Segment LessThan(SegmentValue value) => Compare(SegmentOperator.Less, value);

    /// <summary>It is less or equal.</summary>
    public Segment AtMost(SegmentValue value) => Compare(SegmentOperator.LessOrEqual, value);

    /// <summary>It is greater.</summary>
    public Segment MoreThan(SegmentValue value) => Compare(SegmentOperator.Greater, value);

    /// <summary>It is greater or equal.</summary>
    public Segment AtLeast(SegmentValue value) => Compare(SegmentOperator.GreaterOrEqual, value);

    /// <summary>It lies between two values, both included.</summary>
    public Segment Between(SegmentValue from, SegmentValue to) => Compare(SegmentOperator.Between, from, to);

    /// <summary>It is a text that begins with a text.</summary>
    public Segment StartsWith(string prefix) => Compare(SegmentOperator.StartsWith, prefix);

    /// <summary>It is a text that has a text in it.</summary>
    public Segment Contains(string text) => Compare(SegmentOperator.Contains, text);

    /// <summary>It is there.</summary>
    public Segment Exists() => Compare(SegmentOperator.Exists, true);

    /// <summary>It is not there.</summary>
    public Segment IsMissing() => Compare(SegmentOperator.Exists, false);

    /// <summary>It is a set that has at least one of the values.</summary>
    public Segment HasAny(params ReadOnlySpan<SegmentValue> values) => Compare(SegmentOperator.HasAny, values);

    /// <summary>It is a set that has each of the values.</summary>
    public Segment HasAll(params ReadOnlySpan<SegmentValue> values) => Compare(SegmentOperator.HasAll, values);

    /// <summary>It is a set that has none of the values.</summary>
    public Segment HasNone(params ReadOnlySpan<SegmentValue> values) => Compare(SegmentOperator.HasNone, values);

    private Segment Compare(SegmentOperator how, params ReadOnlySpan<SegmentValue> values) => _make([new SegmentTest(how, ValueList.Create(values))]);
}
