using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Tasks;

/// <summary>How tasks are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CrmTaskModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The kind of the record it is about.</summary>
    public static FieldId AboutKind { get; } = "about-kind";

    /// <summary>The id of the record it is about.</summary>
    public static FieldId About { get; } = "about";

    /// <summary>The customer it concerns.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The owner's key.</summary>
    public static FieldId Owner { get; } = "owner";

    /// <summary>The type's code.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>By which moment it is due.</summary>
    public static FieldId Due { get; } = "due";

    /// <summary>On which day it is due.</summary>
    public static FieldId DueOn { get; } = "due-on";

    /// <summary>When an appointment begins.</summary>
    public static FieldId Start { get; } = "start";

    /// <summary>Where it stands, the number of <see cref="TaskState"/>.</summary>
    public static FieldId State { get; } = "state";

    /// <summary>The first task of the series.</summary>
    public static FieldId Series { get; } = "series";

    /// <summary>How many seconds before start or due the owner is reminded.</summary>
    public static FieldId Reminder { get; } = "reminder-seconds";

    /// <summary>
    /// What lists are ordered by, indexed: the start of an appointment, else the moment by which a task is due, else the end of the day on which it is due, in its zone or UTC; <see cref="Undated"/> for a
    /// task that has none of them.
    /// </summary>
    public static FieldId DueOrder { get; } = "due-order";

    /// <summary>Where tasks stand in the order that neither start nor are due: behind all others.</summary>
    public static Instant Undated { get; } = Instant.FromUtc(9999, 12, 31, 23, 59, 59);

    /// <summary>The kind <c>task</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CrmTask>("task", static t => t.Id);
        kind.About(static t => t.Customer);
        FieldHandle<string?> key = kind.Text(Key, static t => t.Key, maxLength: CrmTask.MaxKeyLength);
        var about = new ReferenceFields<CrmTask>(kind, AboutKind, About, static t => t.About);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static t => t.Customer, indexed: true);
        FieldHandle<string?> owner = kind.Text(Owner, static t => t.Owner, indexed: true, maxLength: Organization.Employee.MaxKeyLength);
        FieldHandle<string?> type = kind.Text(Type, static t => t.Type, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> title = kind.Text("title", static t => t.Title, personal: true, maxLength: CrmTask.MaxTitleLength);
        FieldHandle<string?> notes = kind.Text("notes", static t => t.Notes, personal: true, maxLength: CrmTask.MaxNotesLength);
        FieldHandle<Instant?> due = kind.Instant(Due, static t => t.Due);
        FieldHandle<LocalDate?> dueOn = kind.Date(DueOn, static t => t.DueOn);
        FieldHandle<Instant?> start = kind.Instant(Start, static t => t.Start);
        FieldHandle<Instant?> end = kind.Instant("end", static t => t.End);
        FieldHandle<string?> zone = kind.Text("zone", static t => t.Zone, maxLength: 64);
        FieldHandle<long?> reminder = kind.Int(Reminder, static t => (long?)t.Reminder?.TotalSeconds);
        FieldHandle<string?> recurrence = kind.Text("recurrence", static t => t.Recurrence?.ToString(), maxLength: RecurrenceRule.MaxLength);
        FieldHandle<long?> priority = kind.Int("priority", static t => t.Priority);
        FieldHandle<long?> state = kind.Int(State, static t => (long)t.State);
        FieldHandle<Instant?> closedAt = kind.Instant("closed-at", static t => t.ClosedAt);
        FieldHandle<string?> result = kind.Text("result", static t => t.Result, personal: true, maxLength: CrmTask.MaxNotesLength);
        var cost = new MoneyFields<CrmTask>(kind, "cost", "currency", static t => t.Cost);
        FieldHandle<RecordId?> series = kind.Id(Series, static t => t.Series, indexed: true);
        FieldHandle<string?> planned = kind.Text("planned", static t => t.Planned is { } at ? LocalDateTimePattern.ExtendedIso.Format(at) : null, maxLength: 32);
        kind.Computed(DueOrder, FieldType.Instant, static t => FieldValue.Of(OrderOf(t)), indexed: true);
        var origin = new OriginFields<CrmTask>(kind, static t => t.Origin);
        kind.StampedBy(static (t, from) => t with { Origin = from }).CheckedBy(static t => t.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new CrmTask
        {
            Id = (TaskId)row.Id,
            Key = row.Get(key),
            About = about.Read(row),
            Customer = row.Get(customer) is { } concerned ? (CustomerId)concerned : null,
            Owner = row.Need(owner),
            Type = row.Get(type),
            Title = row.Need(title),
            Notes = row.Get(notes),
            Due = row.Get(due),
            DueOn = row.Get(dueOn),
            Start = row.Get(start),
            End = row.Get(end),
            Zone = row.Get(zone),
            Reminder = row.Get(reminder) is { } seconds ? Duration.FromSeconds(seconds) : null,
            Recurrence = row.Get(recurrence) is { } written ? RecurrenceRule.Parse(written) : null,
            Priority = (int?)row.Get(priority),
            State = (TaskState)row.Need(state),
            ClosedAt = row.Get(closedAt),
            Result = row.Get(result),
            Cost = cost.Read(row),
            Series = row.Get(series) is { } first ? (TaskId)first : null,
            Planned = row.Get(planned) is { } at ? LocalDateTimePattern.ExtendedIso.Parse(at).Value : null,
            Origin = origin.Read(row),
        });
    }

    private static Instant OrderOf(CrmTask task)
    {
        if ((task.Start ?? task.Due) is { } moment)
        {
            return moment;
        }

        DateTimeZone zone = (task.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null) ?? DateTimeZone.Utc; // a zone that is none is refused by the task's own rules
        return task.DueOn is { } day && day < LocalDate.MaxIsoValue ? zone.StartOf(day.PlusDays(1)) - Duration.FromTicks(10) : Undated;
    }
}
