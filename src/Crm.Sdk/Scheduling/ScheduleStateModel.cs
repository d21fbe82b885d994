using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>How the states of schedules are stored. Occurrences are their history, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ScheduleStateModel
{
    /// <summary>The kind <c>schedule-state</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ScheduleState>("schedule-state", static s => s.Id);
        kind.WithoutHistory();
        FieldHandle<string?> schedule = kind.Text("schedule", static s => s.Schedule, maxLength: Schedule.MaxNameLength);
        FieldHandle<Instant?> settled = kind.Instant("settled", static s => s.Settled);
        FieldHandle<Instant?> pausedAt = kind.Instant("paused-at", static s => s.PausedAt);
        FieldHandle<Instant?> running = kind.Instant("running", static s => s.Running);
        FieldHandle<long?> attempt = kind.Int("attempt", static s => s.Attempt);
        FieldHandle<Instant?> leaseUntil = kind.Instant("lease-until", static s => s.LeaseUntil);
        FieldHandle<Instant?> last = kind.Instant("last", static s => s.Last);
        FieldHandle<long?> missed = kind.Int("missed", static s => s.Missed);
        var origin = new OriginFields<ScheduleState>(kind, static s => s.Origin);
        kind.StampedBy(static (s, from) => s with { Origin = from }).CheckedBy(static s => s.Check());
        return kind.ComposedBy(row => new ScheduleState
        {
            Schedule = row.Need(schedule),
            Settled = row.Need(settled),
            PausedAt = row.Get(pausedAt),
            Running = row.Get(running),
            Attempt = (int)row.Need(attempt),
            LeaseUntil = row.Get(leaseUntil),
            Last = row.Get(last),
            Missed = row.Need(missed),
            Origin = origin.Read(row),
        });
    }
}
