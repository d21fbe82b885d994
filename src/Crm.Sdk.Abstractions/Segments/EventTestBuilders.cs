using Crm.Sdk.Classification;

namespace Crm.Sdk.Segments;

/// <summary>Goes on from <see cref="Segment.Event"/>.</summary>
public static class EventTestBuilders
{
    /// <summary>Only the last days or months count.</summary>
    public static Segment.EventTest Within(this Segment.EventTest segment, Trailing window)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment with { Window = SegmentWindow.Last(window) };
    }

    /// <summary>Only from a date until a date counts, both included.</summary>
    /// <param name="segment">The event.</param>
    /// <param name="from">The first day, as <see cref="RelativeDate"/> reads it; null without such a bound.</param>
    /// <param name="until">The last day; null without such a bound.</param>
    /// <exception cref="CrmException">CRM1020: a text is no date.</exception>
    public static Segment.EventTest Between(this Segment.EventTest segment, string? from, string? until)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment with { Window = SegmentWindow.Between(from is null ? null : RelativeDate.Parse(from), until is null ? null : RelativeDate.Parse(until)) };
    }

    /// <summary>Only those count whose value is one of these.</summary>
    /// <param name="segment">The event.</param>
    /// <param name="name">What is looked at, such as <c>product</c>.</param>
    /// <param name="values">The values.</param>
    public static Segment.EventTest With(this Segment.EventTest segment, string name, params ReadOnlySpan<SegmentValue> values)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment with { Filters = segment.Filters.Add(new SegmentFilter(name, ValueList.Create(values))) };
    }

    /// <summary>How many there are, to be compared.</summary>
    public static SegmentTerm Count(this Segment.EventTest segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new SegmentTerm(tests => segment with { Amount = null, Tests = tests });
    }

    /// <summary>What an amount of them sums to, in the tenant's reporting currency, to be compared; 0 without any.</summary>
    /// <param name="segment">The event.</param>
    /// <param name="amount">The amount, such as <c>net</c>.</param>
    public static SegmentTerm Sum(this Segment.EventTest segment, string amount)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new SegmentTerm(tests => segment with { Amount = amount, Tests = tests });
    }
}
