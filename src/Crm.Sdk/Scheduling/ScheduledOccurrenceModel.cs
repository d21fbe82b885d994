using System.Globalization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>How occurrences of schedules are stored. They are their own history, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ScheduledOccurrenceModel
{
    /// <summary>Schedule and instant in one text, by which the occurrences of a schedule are listed in their order.</summary>
    public static FieldId Place { get; } = "place";

    /// <summary>The kind <c>schedule-occurrence</c>.</summary>
    public static KindModel Kind { get; } = Build();

    /// <summary>What the places of a schedule's occurrences begin with.</summary>
    internal static string PlacesOf(string schedule) => $"{schedule}|";

    private static KindModel Build()
    {
        var kind = new KindBuilder<ScheduledOccurrence>("schedule-occurrence", static o => o.Id);
        kind.WithoutHistory();
        FieldHandle<string?> schedule = kind.Text("schedule", static o => o.Schedule, maxLength: Schedule.MaxNameLength);
        FieldHandle<Instant?> nominal = kind.Instant("nominal", static o => o.Nominal);
        kind.Computed(Place, FieldType.Text, static o => FieldValue.Of(PlacesOf(o.Schedule) + o.Nominal.ToUnixMicroseconds().ToString("D20", CultureInfo.InvariantCulture)), indexed: true, maxLength: Schedule.MaxNameLength + 21);
        FieldHandle<string?> job = kind.Text("job", static o => o.Job, maxLength: Schedule.MaxNameLength);
        FieldHandle<long?> state = kind.Int("state", static o => (long)o.State);
        FieldHandle<long?> attempt = kind.Int("attempt", static o => o.Attempt);
        FieldHandle<string?> holder = kind.Text("holder", static o => o.Holder, maxLength: ScheduledOccurrence.MaxTextLength);
        FieldHandle<long?> missed = kind.Int("missed", static o => o.Missed);
        FieldHandle<Instant?> startedAt = kind.Instant("started-at", static o => o.StartedAt);
        FieldHandle<Instant?> endedAt = kind.Instant("ended-at", static o => o.EndedAt);
        FieldHandle<long?> done = kind.Int("done", static o => o.Done);
        FieldHandle<string?> error = kind.Text("error", static o => o.Error, maxLength: ScheduledOccurrence.MaxTextLength);
        var origin = new OriginFields<ScheduledOccurrence>(kind, static o => o.Origin);
        kind.StampedBy(static (o, from) => o with { Origin = from }).CheckedBy(static o => o.Check());
        return kind.ComposedBy(row => new ScheduledOccurrence
        {
            Schedule = row.Need(schedule),
            Nominal = row.Need(nominal),
            Job = row.Need(job),
            State = (OccurrenceState)row.Need(state),
            Attempt = (int)row.Need(attempt),
            Holder = row.Need(holder),
            Missed = row.Need(missed),
            StartedAt = row.Need(startedAt),
            EndedAt = row.Get(endedAt),
            Done = row.Get(done),
            Error = row.Get(error),
            Origin = origin.Read(row),
        });
    }
}
