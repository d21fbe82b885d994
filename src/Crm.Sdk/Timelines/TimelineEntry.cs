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
    /// <summary>Its place in the order.</summary>
    public TimelineCursor Place => new(At, Record.Id);
}
