using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>What a look at a schedule came to.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Kind">What it came to.</param>
public sealed record ScheduleStep(ScheduleStepKind Kind)
{
    /// <summary>When the next occurrence falls due; null where none does, or where it is to be looked again at once.</summary>
    public Instant? Next { get; init; }

    /// <summary>How long the host that runs it still counts as alive; null unless another one does.</summary>
    public Duration? Lease { get; init; }

    /// <summary>The occurrence that ran; null where none did.</summary>
    public ScheduledOccurrence? Occurrence { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public Exception? Failure { get; init; }
}
