using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Tasks over sessions.</summary>
/// <remarks>A thread-safe singleton.</remarks>
/// <param name="clock">Says when a task was closed.</param>
public sealed class TaskDesk(IClock clock) : ITaskDesk
{
    /// <inheritdoc/>
    public async Task<CrmTask> AddAsync(ICrmSession session, CrmTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(task);
        if (task.Recurrence is { } rule && (task.Start ?? task.Due ?? (object?)task.DueOn) is not null)
        {
            task = task with { Zone = task.Zone ?? await ZoneOfAsync(session, task.Owner, cancellationToken).ConfigureAwait(false) ?? "Etc/UTC" };
            RequireStart(rule, task);
        }

        session.Add(task);
        return task;
    }

    /// <inheritdoc/>
    public async Task<CrmTask> GetAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrEmpty(keyOrId);
        var key = Condition.Equal(CrmTaskModel.Key, FieldValue.Of(CanonicalText.Normalize(keyOrId, int.MaxValue, "key or id")));
        CrmPage<CrmTask> byKey = await session.QueryAsync(new CrmQuery<CrmTask> { Where = key, Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return FirstOf(byKey)
            ?? (Guid.TryParseExact(keyOrId, "D", out Guid id) ? await session.FindAsync<CrmTask>(new RecordId(id), cancellationToken).ConfigureAwait(false) : null)
            ?? throw new CrmException(TaskErrorCodes.Unknown, $"There is no task '{keyOrId}'; give its key, or the id that a list shows.");
    }

    /// <inheritdoc/>
    public async Task<TaskCompletion> CompleteAsync(ICrmSession session, CrmTask task, TaskOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        TaskCompletion closed = await CloseAsync(session, task, TaskState.Done, outcome, cancellationToken).ConfigureAwait(false);
        return closed with { Investment = await BookAsync(session, closed.Task, cancellationToken).ConfigureAwait(false) };
    }

    /// <inheritdoc/>
    public Task<TaskCompletion> CancelAsync(ICrmSession session, CrmTask task, TaskOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return CloseAsync(session, task, TaskState.Cancelled, outcome, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CrmTask> ReopenAsync(ICrmSession session, CrmTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(task);
        if (task.State == TaskState.Open)
        {
            throw new CrmException(TaskErrorCodes.WrongState, $"Task {task.Id} is open already.");
        }

        if (await BookedAsync(session, task, cancellationToken).ConfigureAwait(false) is { } booked)
        {
            session.Remove(booked);
        }

        CrmTask open = task with { State = TaskState.Open, ClosedAt = null, Result = null };
        session.Update(open);
        return open;
    }

    /// <inheritdoc/>
    public CrmTask Postpone(ICrmSession session, CrmTask task, Duration by)
    {
        ArgumentNullException.ThrowIfNull(session);
        RequireOpen(task);
        if ((task.Start ?? task.Due) is null && task.DueOn is null)
        {
            throw new CrmException(ErrorCodes.BadValue, $"task.due: task {task.Id} has neither a start nor a due day to postpone.");
        }

        if (task.DueOn is not null && by != Duration.FromDays(by.Days))
        {
            throw new CrmException(ErrorCodes.BadValue, $"task.due-on: task {task.Id} is due on a day and moves by whole days, not by {by}.");
        }

        CrmTask moved = task with
        {
            Start = task.Start + by,
            End = task.End + by,
            Due = task.Due + by,
            DueOn = task.DueOn?.PlusDays(by.Days),
            Planned = task.Recurrence is null ? task.Planned : TaskSeries.PlannedOf(task, TaskSeries.ZoneOf(task)), // the series still counts from where it began
        };
        session.Update(moved);
        return moved;
    }

    private async Task<TaskCompletion> CloseAsync(ICrmSession session, CrmTask task, TaskState state, TaskOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        RequireOpen(task);
        CrmTask closed = task with { State = state, ClosedAt = clock.GetCurrentInstant().FloorToMicrosecond(), Result = outcome.Result, Cost = outcome.Cost ?? task.Cost };
        CrmTask? first = task.Series is { } series ? await session.FindAsync<CrmTask>(series, cancellationToken).ConfigureAwait(false) : task;
        CrmTask? next = null;
        if (!outcome.EndsSeries)
        {
            next = await NextAsync(session, first ?? throw Gone(task), task, cancellationToken).ConfigureAwait(false);
        }
        else if (first?.Recurrence is { } rule)
        {
            // The rule says so too: nothing of the series is planned behind this task, neither here nor in a calendar.
            RecurrenceRule ended = rule.EndingOn(TaskSeries.PlannedOf(task, TaskSeries.ZoneOf(first)).Date);
            closed = first == task ? closed with { Recurrence = ended } : closed;
            session.Update(first == task ? closed : first with { Recurrence = ended });
        }

        session.Update(closed);
        return new TaskCompletion(closed, next, null);
    }

    private static CrmException Gone(CrmTask task) => new(
        TaskErrorCodes.BadSeries, $"The first task of the series of task {task.Id}, {task.Series}, is gone; close the task so that it ends the series.");

    private static async Task<CrmTask?> NextAsync(ICrmSession session, CrmTask first, CrmTask task, CancellationToken cancellationToken)
    {
        if (TaskSeries.Next(first, task) is not { } next)
        {
            return null;
        }

        if (await session.FindAsync<CrmTask>(next.Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return there;
        }

        session.Add(next);
        return next;
    }

    private static async Task<Investment?> BookAsync(ICrmSession session, CrmTask task, CancellationToken cancellationToken)
    {
        if (task is not { Cost: { MinorUnits: > 0 } cost, Customer: { } customer, ClosedAt: { } at })
        {
            return null;
        }

        Investment? booked = await BookedAsync(session, task, cancellationToken).ConfigureAwait(false);
        Investment investment = (booked ?? Investment.Of(customer, TypeOf(task), cost, at)) with
        {
            Key = KeyOf(task),
            Customer = customer,
            Amount = cost,
            At = at,
            Employee = task.Owner,
            Description = task.Title,
            Source = new RecordRef(CrmTaskModel.Kind.Kind, task.Id),
        };
        if (booked is null)
        {
            session.Add(investment);
        }
        else
        {
            session.Update(investment);
        }

        return investment;
    }

    private static async Task<Investment?> BookedAsync(ICrmSession session, CrmTask task, CancellationToken cancellationToken) => FirstOf(await session.QueryAsync(
        new CrmQuery<Investment> { Where = Condition.Equal(InvestmentModel.Key, FieldValue.Of(KeyOf(task))), Limit = 1 },
        cancellationToken).ConfigureAwait(false));

    private static string KeyOf(CrmTask task) => $"task:{task.Id}";

    private static string TypeOf(CrmTask task) => task.Type switch
    {
        TaskTypes.Visit => InvestmentTypes.Visit,
        TaskTypes.Gift => InvestmentTypes.Gift,
        TaskTypes.Maintenance => InvestmentTypes.Service,
        _ => InvestmentTypes.Other,
    };

    private static async Task<string?> ZoneOfAsync(ICrmSession session, string owner, CancellationToken cancellationToken) => FirstOf(await session.QueryAsync(
        new CrmQuery<Employee> { Where = Condition.Equal(EmployeeModel.Key, FieldValue.Of(owner)), Limit = 1 },
        cancellationToken).ConfigureAwait(false))?.Zone;

    private static T? FirstOf<T>(CrmPage<T> page)
        where T : class => page.Items.Count > 0 ? page.Items[0] : null;

    private static void RequireOpen(CrmTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.State != TaskState.Open)
        {
            throw new CrmException(TaskErrorCodes.WrongState, $"Task {task.Id} is {task.State}; reopen it first.");
        }
    }

    private static void RequireStart(RecurrenceRule rule, CrmTask task)
    {
        task.Check();
        LocalDate start = TaskSeries.PlannedOf(task, TaskSeries.ZoneOf(task)).Date;
        if (!Recurrence.Includes(rule, start) || rule.Until < (task.Start ?? task.Due ?? TaskSeries.ZoneOf(task).StartOf(start)))
        {
            throw new CrmException(TaskErrorCodes.BadSeries, $"'{rule}' does not give the day that task '{task.Title}' starts on, {start:uuuu-MM-dd}; start it on a day of the rule.");
        }
    }
}
