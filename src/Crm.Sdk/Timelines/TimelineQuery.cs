using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Timelines;

/// <summary>Whose timeline, and which part of it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customers">The customer, or all ids under which one customer's records are kept: its own and those merged into it. 1 to <see cref="ITimeline.MaxCustomers"/>.</param>
public sealed record TimelineQuery(ValueList<CustomerId> Customers)
{
    /// <summary>The kinds of entries that are wanted (<see cref="TimelineEntry.Record"/>); all where there is none.</summary>
    public ValueList<RecordKind> Kinds { get; init; }

    /// <summary>The earliest instant, itself included; no limit when null.</summary>
    public Instant? From { get; init; }

    /// <summary>The latest instant, itself included; no limit when null.</summary>
    public Instant? Until { get; init; }

    /// <summary>The zone in which days begin: what has a date and no time of day stands at the beginning of its day; UTC by default. The same for all pages.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Where the last page ended; null for the first.</summary>
    public TimelineCursor? After { get; init; }

    /// <summary>How many entries are wanted, 1 to <see cref="ITimeline.MaxLimit"/>; 50 by default. Entries at one place in the order are not torn apart, so a page may have a few more.</summary>
    public int Limit { get; init; } = 50;
}
