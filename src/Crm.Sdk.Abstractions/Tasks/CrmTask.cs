using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>A task or an appointment, 任务: what an employee is to do, about which record, by when, and what came of it (SA-11).</summary>
/// <remarks>An appointment is a task with a <see cref="Start"/>. Immutable; thread-safe.</remarks>
public sealed record CrmTask
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the title, in UTF-16 units.</summary>
    public const int MaxTitleLength = 300;

    /// <summary>The greatest length of notes and result each, in UTF-16 units.</summary>
    public const int MaxNotesLength = 4_000;

    /// <summary>The task's id.</summary>
    public required TaskId Id { get; init; }

    /// <summary>The key by which other systems know it, such as the UID of a calendar; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>The record it is about, such as an order or an owned item; null where it is about the customer as such, or about none.</summary>
    public RecordRef? About { get; init; }

    /// <summary>The customer it concerns, if it concerns one.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The key of the employee who is to do it.</summary>
    public required string Owner { get; init; }

    /// <summary>The type's code, of <see cref="TaskTypes"/> or another one.</summary>
    public string? Type { get; init; }

    /// <summary>What is to be done, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>What else is to be known.</summary>
    public string? Notes { get; init; }

    /// <summary>By which moment it is due, whole microseconds; null where it is due on a day, or by none.</summary>
    public Instant? Due { get; init; }

    /// <summary>On which day it is due, at any time of it; null where it is due by a moment, or by none.</summary>
    public LocalDate? DueOn { get; init; }

    /// <summary>When an appointment begins.</summary>
    public Instant? Start { get; init; }

    /// <summary>When an appointment ends; not before it begins.</summary>
    public Instant? End { get; init; }

    /// <summary>The zone of its days and of its recurrence, an id of the IANA database; the owner's where null.</summary>
    public string? Zone { get; init; }

    /// <summary>How long before start or due the owner is reminded, whole seconds, none to 366 days; null for no reminder.</summary>
    public Duration? Reminder { get; init; }

    /// <summary>
    /// How it recurs, on the first task of a series; null where it does not, and on those that recur from a first one. Change it there: the tasks to come follow.
    /// </summary>
    public RecurrenceRule? Recurrence { get; init; }

    /// <summary>The priority, 1 (highest) to 9 (lowest) as in iCalendar; null without one.</summary>
    public int? Priority { get; init; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; init; }

    /// <summary>When it was done or cancelled; null while it is open.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>What it cost, 0 or more; null where that is not known.</summary>
    public Money? Cost { get; init; }

    /// <summary>The first task of the series that this one recurs from; null where it is no recurrence.</summary>
    public TaskId? Series { get; init; }

    /// <summary>For which local time, in the series' zone, the recurrence planned it, midnight where it is due on a day (RECURRENCE-ID of iCalendar); null where it did not recur or was never moved.</summary>
    public LocalDateTime? Planned { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new task.</summary>
    /// <param name="owner">The key of the employee who is to do it.</param>
    /// <param name="title">What is to be done.</param>
    /// <param name="customer">The customer it concerns, if it concerns one.</param>
    /// <exception cref="CrmException">CRM1002: owner or title is empty, too long, or has characters that cannot be kept.</exception>
    public static CrmTask Of(string owner, string title, CustomerId? customer = null) => new()
    {
        Id = TaskId.New(),
        Owner = CanonicalText.Require(owner, Organization.Employee.MaxKeyLength, "task.owner"),
        Title = CanonicalText.Require(title, MaxTitleLength, "task.title"),
        Customer = customer,
    };

    internal void Check()
    {
        Require.NotEmpty(Owner, "task.owner");
        Require.NotEmpty(Title, "task.title");
        Require.Code(Type, "task.type");
        Require.Defined<TaskState>(State, "task.state");
        Require.InRange(Priority, 1, 9, "task.priority");
        Require.NotNegative(Cost, "task.cost");
        Require.Zone(Zone, "task.zone");
        Require.That(Due is null || DueOn is null, "task.due-on", "a task is due by a moment or on a day, not both");
        Require.That(End is null || Start is not null, "task.start", "an appointment that ends has to begin");
        Require.InOrder(Start, End, "task.end");
        bool timed = Due is not null || DueOn is not null || Start is not null;
        Require.That(Recurrence is null || timed, "task.recurrence", "what recurs needs a start or a due day to count from");
        Require.That(Reminder is null || timed, "task.reminder", "a reminder needs a start or a due day to count from");
        Require.That(
            Reminder is not { } before || (before >= Duration.Zero && before <= Duration.FromDays(366) && before.SubsecondNanoseconds == 0),
            "task.reminder",
            $"{Reminder} is no reminder; give whole seconds, none to 366 days");
        Require.That(State != TaskState.Open || ClosedAt is null, "task.closed-at", "an open task has not been closed; clear the moment");
    }
}
