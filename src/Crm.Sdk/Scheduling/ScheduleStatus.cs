using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>How it stands with a schedule.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Schedule">The schedule.</param>
public sealed record ScheduleStatus(Schedule Schedule)
{
    /// <summary>When it falls due next; null where it does not any more.</summary>
    public Instant? Next { get; init; }

    /// <summary>Since when it rests; null where it does not.</summary>
    public Instant? PausedAt { get; init; }

    /// <summary>The occurrence that runs, or the latest one that did; null where there was none.</summary>
    public ScheduledOccurrence? Last { get; init; }

    /// <summary>How many occurrences were passed over in all.</summary>
    public long Missed { get; init; }
}
