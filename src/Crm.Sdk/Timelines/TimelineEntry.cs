using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Timelines;

/// <summary>One entry of a timeline.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="At">When, in business time.</param>
/// <param name="Record">The record that shows.</param>
/// <param name="Customer">Under which of the asked ids it is kept.</param>
/// <param name="Item">How it shows; its text for people is <see cref="TimelineTexts.Of"/>.</param>
public sealed record TimelineEntry(Instant At, RecordRef Record, CustomerId Customer, TimelineItem Item)
{
    /// <summary>The day, of a record that is dated by a day alone; <see cref="At"/> is then its beginning in the query's zone. Null where a time of day is known.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Its place in the order.</summary>
    public TimelineCursor Place => new(At, Record.Id);
}
