using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Which tasks a list has; all conditions hold together.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TaskList
{
    /// <summary>The owner's key; null for everybody's, which reads all tasks of the tenant.</summary>
    public string? Owner { get; init; }

    /// <summary>The states; open ones by default, all where empty.</summary>
    public ValueList<TaskState> States { get; init; } = [TaskState.Open];

    /// <summary>Only what was due before a moment and is open: a due day is over when its day is, in the task's zone or else that of the moment.</summary>
    public AsOf? OverdueAt { get; init; }

    /// <summary>Only what starts or is due up to a moment; a due day counts by its date in the zone of the moment.</summary>
    public AsOf? Until { get; init; }

    internal Condition Condition
    {
        get
        {
            var all = new List<Condition>();
            if (Owner is not null)
            {
                all.Add(Condition.Equal(CrmTaskModel.Owner, FieldValue.Of(Owner)));
            }

            ValueList<TaskState> states = OverdueAt is null ? States : [TaskState.Open];
            if (!states.IsEmpty)
            {
                all.Add(Condition.IsIn(CrmTaskModel.State, [.. states.Select(static state => FieldValue.Of((long)state))]));
            }

            if (OverdueAt is { } now)
            {
                all.Add(Condition.Any(
                    Condition.Is(CrmTaskModel.Due, Comparison.Less, FieldValue.Of(now.Instant)),
                    Condition.Is(CrmTaskModel.DueOn, Comparison.Less, FieldValue.Of(now.Date.PlusDays(2))))); // zones differ by up to 26 hours
            }

            if (Until is { } until)
            {
                all.Add(Condition.Any(
                    Condition.Is(CrmTaskModel.Due, Comparison.LessOrEqual, FieldValue.Of(until.Instant)),
                    Condition.Is(CrmTaskModel.DueOn, Comparison.LessOrEqual, FieldValue.Of(until.Date)),
                    Condition.Is(CrmTaskModel.Start, Comparison.LessOrEqual, FieldValue.Of(until.Instant))));
            }

            return Condition.All([.. all]);
        }
    }

    internal bool Has(CrmTask task) => OverdueAt is not { } now || IsOverdue(task, now);

    /// <summary>Whether a task is open past its due moment or day.</summary>
    /// <param name="task">The task.</param>
    /// <param name="now">The moment, and the zone for tasks without one.</param>
    public static bool IsOverdue(CrmTask task, AsOf now)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(now);
        return task.State == TaskState.Open
            && (task.Due < now.Instant || task.DueOn < (task.Zone is { } zone ? now.Instant.InZone(DateTimeZoneProviders.Tzdb[zone]).Date : now.Date));
    }
}
