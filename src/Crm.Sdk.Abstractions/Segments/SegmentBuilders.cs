using Crm.Sdk.Classification;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Segments;

/// <content>How segments are written in code.</content>
public abstract partial record Segment
{
    /// <summary>Everybody.</summary>
    public static Segment Everybody { get; } = new AllOf(ValueList<Segment>.Empty);

    /// <summary>All of them hold.</summary>
    public static Segment All(params ReadOnlySpan<Segment> segments) => new AllOf(ValueList.Create(segments));

    /// <summary>At least one of them holds.</summary>
    public static Segment Any(params ReadOnlySpan<Segment> segments) => new AnyOf(ValueList.Create(segments));

    /// <summary>None of them holds.</summary>
    public static Segment None(params ReadOnlySpan<Segment> segments) => new NoneOf(ValueList.Create(segments));

    /// <summary>It does not hold.</summary>
    public static Segment Not(Segment segment) => new Negation(segment);

    /// <summary>A field of the customer or an attribute, to be compared: <c>Segment.Where("region").Is("north")</c>.</summary>
    /// <param name="field">The field's name, or <c>attr.NAME</c>.</param>
    public static SegmentTerm Where(string field)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        return new SegmentTerm(tests => new FieldTest(field, tests));
    }

    /// <summary>A fact, to be compared: <c>Segment.Fact("netSpend", Trailing.Months(12)).AtLeast(5000)</c>.</summary>
    /// <param name="name">The fact's name.</param>
    /// <param name="within">Its window; all time by default.</param>
    public static SegmentTerm Fact(string name, Trailing within = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SegmentTerm(tests => new FactTest(name, within, tests));
    }

    /// <summary>The customer has one of the labels in a dimension now.</summary>
    public static Segment Label(string dimension, params ReadOnlySpan<string> labels) => new LabelTest(dimension, SegmentOperator.In, ValueList.Create(labels));

    /// <summary>The customer has none of the labels in a dimension now, and perhaps none at all.</summary>
    public static Segment NotLabel(string dimension, params ReadOnlySpan<string> labels) => new LabelTest(dimension, SegmentOperator.NotIn, ValueList.Create(labels));

    /// <summary>Something happened: <c>Segment.Event("order").Within(Trailing.Days(30))</c>; <c>Count</c> and <c>Sum</c> go on from there.</summary>
    /// <param name="name">The event's name.</param>
    public static EventTest Event(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EventTest(name, SegmentWindow.Ever, default, null, default);
    }

    /// <summary>A birthday on one of the next days, today among them.</summary>
    public static Segment Birthday(int withinDays) => new BirthdayTest(withinDays);

    /// <summary>A main address near a point.</summary>
    public static Segment Near(GeoPoint center, decimal withinKm) => new NearTest(center, withinKm);

    /// <summary>The members of a saved segment.</summary>
    public static Segment Saved(string name, int? version = null) => new Reference(name, version);
}
