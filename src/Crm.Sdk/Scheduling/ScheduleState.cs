using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>How it stands with a schedule of a tenant: up to where it is settled, what runs, and whether it rests. The one record that hosts compete for.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ScheduleState
{
    /// <summary>The id, which follows from the schedule's name.</summary>
    public RecordId Id => IdOf(Schedule);

    /// <summary>The schedule's name.</summary>
    public required string Schedule { get; init; }

    /// <summary>Everything up to this instant has run, runs, or was passed over.</summary>
    public required Instant Settled { get; init; }

    /// <summary>Since when it rests; null where it does not.</summary>
    public Instant? PausedAt { get; init; }

    /// <summary>The occurrence that runs; null where none does.</summary>
    public Instant? Running { get; init; }

    /// <summary>The attempt that runs it; 0 where none does.</summary>
    public int Attempt { get; init; }

    /// <summary>Until when, by the store's clock, the host that runs it counts as alive; null where another may take the occurrence at once.</summary>
    public Instant? LeaseUntil { get; init; }

    /// <summary>The latest occurrence that a host took; null where there was none.</summary>
    public Instant? Last { get; init; }

    /// <summary>How many were passed over in all.</summary>
    public long Missed { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of a schedule's state.</summary>
    /// <param name="schedule">The schedule's name.</param>
    public static RecordId IdOf(string schedule) => new(NamedGuid.Of("schedule-state", schedule));

    /// <summary>The same one once what ran has ended.</summary>
    internal ScheduleState Free() => this with { Running = null, Attempt = 0, LeaseUntil = null };

    internal void Check()
    {
        Require.That(Running is null == (Attempt == 0), "schedule-state.attempt", "what runs has an attempt, and nothing else has");
        Require.That(Running is not null || LeaseUntil is null, "schedule-state.lease-until", "only what runs has a lease");
        Require.That(Missed >= 0, "schedule-state.missed", "it is negative");
    }
}
