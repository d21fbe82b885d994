using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>That a schedule ran for an instant: added when a host takes it, under an id that follows from schedule and instant, so that it is taken once on any store.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ScheduledOccurrence
{
    /// <summary>The greatest length of a holder's name and of an error.</summary>
    public const int MaxTextLength = 200;

    /// <summary>The id, which follows from the schedule's name and the instant.</summary>
    public RecordId Id => IdOf(Schedule, Nominal);

    /// <summary>The schedule's name.</summary>
    public required string Schedule { get; init; }

    /// <summary>The instant that the schedule means.</summary>
    public required Instant Nominal { get; init; }

    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>How it stands.</summary>
    public OccurrenceState State { get; init; }

    /// <summary>The how-manieth attempt runs it, from 1 on. It grows when another host takes the occurrence over, so what the earlier one would still commit is refused.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Which host runs it: machine and process.</summary>
    public required string Holder { get; init; }

    /// <summary>How many occurrences before it were passed over by the misfire policy.</summary>
    public long Missed { get; init; }

    /// <summary>When this attempt began.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>How much its job did; null unless it is done.</summary>
    public long? Done { get; init; }

    /// <summary>The code of the error that ended it, or its type; null unless it failed.</summary>
    public string? Error { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of an occurrence.</summary>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="nominal">The instant.</param>
    public static RecordId IdOf(string schedule, Instant nominal) =>
        new(NamedGuid.Of("schedule-occurrence", schedule, nominal.ToUnixMicroseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Whether an attempt runs it still.</summary>
    internal bool IsHeldBy(int attempt) => Attempt == attempt && State == OccurrenceState.Running;

    /// <summary>The same one at its end.</summary>
    internal ScheduledOccurrence EndedAs(OccurrenceState state, Instant at) => this with { State = state, EndedAt = Instant.Max(at.FloorToMicrosecond(), StartedAt) };

    internal void Check()
    {
        Require.Defined<OccurrenceState>(State, "schedule-occurrence.state");
        Require.That(Attempt >= 1, "schedule-occurrence.attempt", "attempts count from 1");
        Require.That(Missed >= 0, "schedule-occurrence.missed", "it is negative");
        Require.That(EndedAt is null == (State == OccurrenceState.Running), "schedule-occurrence.ended-at", "what runs has no end, and what ended has one");
    }
}
