using Crm.Sdk.Customers;

namespace Crm.Sdk.Segments;

/// <summary>Which customers are meant, 客户细分 (CL-3): a closed tree over fields, attributes, labels, events, facts, distances and other segments.</summary>
/// <remarks>
/// <para>Written and read as JSON (<see cref="SegmentJson"/>, <c>docs/schemas/segment.schema.json</c>). Two truth values: a comparison with something that is missing is false, its negation true. Names and
/// values are checked against the host's model when the segment is asked, not when it is made.</para>
/// <para>Immutable, equal by value, thread-safe.</para>
/// </remarks>
public abstract partial record Segment
{
    /// <summary>The version of the language that definitions are written in.</summary>
    public const int LanguageVersion = 1;

    private Segment()
    {
    }

    /// <summary>The segment as compact JSON.</summary>
    public sealed override string ToString() => SegmentJson.Write(this);

    /// <summary>All of them hold; true of none.</summary>
    /// <param name="Segments">The parts.</param>
    public sealed record AllOf(ValueList<Segment> Segments) : Segment;

    /// <summary>At least one of them holds; false of none.</summary>
    /// <param name="Segments">The parts.</param>
    public sealed record AnyOf(ValueList<Segment> Segments) : Segment;

    /// <summary>None of them holds; true of none.</summary>
    /// <param name="Segments">The parts.</param>
    public sealed record NoneOf(ValueList<Segment> Segments) : Segment;

    /// <summary>It does not hold.</summary>
    /// <param name="Segment">What does not.</param>
    public sealed record Negation(Segment Segment) : Segment;

    /// <summary>A field of the customer, an attribute (<c>attr.NAME</c>), or what is derived of them.</summary>
    /// <param name="Name">The field's name.</param>
    /// <param name="Tests">What must hold of it, all of them.</param>
    public sealed record FieldTest(string Name, ValueList<SegmentTest> Tests) : Segment;

    /// <summary>The customer's current label in a dimension.</summary>
    /// <param name="Dimension">The dimension, such as <c>value-tier</c>.</param>
    /// <param name="Operator"><see cref="SegmentOperator.In"/>, <see cref="SegmentOperator.NotIn"/> (also true without a label) or <see cref="SegmentOperator.Exists"/>.</param>
    /// <param name="Labels">The labels; none where only the being there is asked.</param>
    /// <param name="Since">The first day on which the label may have been given, or null; for <see cref="SegmentOperator.In"/> and <see cref="SegmentOperator.Exists"/>.</param>
    /// <param name="Before">The day before which it must have been given, or null.</param>
    public sealed record LabelTest(string Dimension, SegmentOperator Operator, ValueList<string> Labels, RelativeDate? Since = null, RelativeDate? Before = null) : Segment;

    /// <summary>How often something happened, or what it came to; without tests: that it happened at all.</summary>
    /// <param name="Name">The event, such as <c>order</c>, <c>return</c>, <c>complaint</c>, <c>task</c> or <c>need</c>.</param>
    /// <param name="Window">The days that count.</param>
    /// <param name="Filters">Which of them count: those to which all filters apply.</param>
    /// <param name="Amount">The amount that is summed, such as <c>net</c>; null to count.</param>
    /// <param name="Tests">What must hold of the count or the sum, all of them.</param>
    public sealed record EventTest(string Name, SegmentWindow Window, ValueList<SegmentFilter> Filters, string? Amount, ValueList<SegmentTest> Tests) : Segment;

    /// <summary>A fact of classification, such as <c>daysSinceLastOrder</c> or <c>netSpend</c> within twelve months: the same number that rules see.</summary>
    /// <param name="Name">The fact's name without a window, or that of a plugin's.</param>
    /// <param name="Within">The window; <see cref="Classification.Trailing.Ever"/> for all time.</param>
    /// <param name="Tests">What must hold of it, all of them.</param>
    public sealed record FactTest(string Name, Classification.Trailing Within, ValueList<SegmentTest> Tests) : Segment;

    /// <summary>A birthday that comes soon, in the customer's own zone and calendar.</summary>
    /// <param name="WithinDays">Of how many days, today among them, it may be one: 1 to 366.</param>
    public sealed record BirthdayTest(int WithinDays) : Segment;

    /// <summary>A main address near a point, on the great circle.</summary>
    /// <param name="Center">The point; both it and the address are brought to WGS 84 first.</param>
    /// <param name="WithinKm">How far at most, in kilometres.</param>
    public sealed record NearTest(GeoPoint Center, decimal WithinKm) : Segment;

    /// <summary>The members of a saved segment.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Version">Its version; the latest where null.</param>
    public sealed record Reference(string Name, int? Version = null) : Segment;
}
