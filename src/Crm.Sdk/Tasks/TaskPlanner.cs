using System.Runtime.CompilerServices;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Reads what there is to do (SA-11): lists, what is overdue, reminders, and a person's plan of a day.</summary>
/// <remarks>Reads a page at a time over indexes and keeps no more than it answers. A thread-safe singleton.</remarks>
/// <param name="crm">The core.</param>
public sealed class TaskPlanner(ICrm crm)
{
    private const int PageSize = 500;
    private const int MaxTake = 1_000;
    private const int MaxReminderDays = 366;

    /// <summary>The tasks of a list in the order of when they start or are due (<see cref="CrmTaskModel.DueOrder"/>), those without a day last, read a page at a time.</summary>
    /// <param name="scope">The tenant, and who asks.</param>
    /// <param name="list">Which tasks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<CrmTask> ListAsync(CrmScope scope, TaskList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            CrmPage<CrmTask> page = await PageAsync(scope, list, after, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (CrmTask task in page.Items)
            {
                yield return task;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>One page of a list, in the same order. Between pages no task comes twice, and none is lost that did not move.</summary>
    /// <param name="scope">The tenant, and who asks.</param>
    /// <param name="list">Which tasks.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CrmException">CRM1030: the page is to take none or more than 1,000 tasks.</exception>
    public async Task<CrmPage<CrmTask>> PageAsync(CrmScope scope, TaskList list, PageCursor? after, int take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (take is < 1 or > MaxTake)
        {
            throw new CrmException(ErrorCodes.BadValue, $"list.take: a page takes 1 to {MaxTake} tasks, not {take}.");
        }

        var tasks = new List<CrmTask>(take);
        while (true)
        {
            CrmPage<CrmTask> page = await ReadAsync(scope, new CrmQuery<CrmTask> { Where = list.Condition, Order = new RecordOrder(CrmTaskModel.DueOrder), After = after, Limit = take }, cancellationToken).ConfigureAwait(false);
            foreach (CrmTask task in page.Items.Where(list.Has))
            {
                tasks.Add(task);
                if (tasks.Count == take)
                {
                    bool last = page.Next is null && task == page.Items[^1];
                    return new CrmPage<CrmTask>(tasks, last ? null : new PageCursor(CrmTaskModel.Kind.ValueOf(CrmTaskModel.DueOrder, task), task.Id));
                }
            }

            if (page.Next is null)
            {
                return new CrmPage<CrmTask>(tasks, null);
            }

            after = page.Next;
        }
    }

    /// <summary>The reminders that fall due in a span of time, in the order of their tasks' ids.</summary>
    /// <param name="scope">The tenant, and who asks.</param>
    /// <param name="owner">Whose; null for everybody's.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The moment before which the span ends.</param>
    /// <param name="zone">The zone of tasks that are due on a day and name none: the reminder counts back from the beginning of that day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<TaskReminder> RemindersAsync(
        CrmScope scope, string? owner, Instant from, Instant until, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Instant last = until + Duration.FromDays(MaxReminderDays);
        LocalDate firstDay = from.InUtc().Date.PlusDays(-1), lastDay = last.InUtc().Date.PlusDays(1);
        var timed = Condition.Any(
            Between(CrmTaskModel.Start, FieldValue.Of(from), FieldValue.Of(last)),
            Between(CrmTaskModel.Due, FieldValue.Of(from), FieldValue.Of(last)),
            Between(CrmTaskModel.DueOn, FieldValue.Of(firstDay), FieldValue.Of(lastDay)));
        var where = Condition.All(new TaskList { Owner = owner }.Condition, Condition.Has(CrmTaskModel.Reminder), timed);
        await foreach (CrmTask task in AllAsync(scope, where, cancellationToken).ConfigureAwait(false))
        {
            DateTimeZone days = task.Zone is { } id ? DateTimeZoneProviders.Tzdb[id] : zone;
            Instant? at = (task.Start ?? task.Due ?? (task.DueOn is { } day ? days.StartOf(day) : null)) - task.Reminder;
            if (at >= from && at < until)
            {
                yield return new TaskReminder(task, at.Value);
            }
        }
    }

    /// <summary>One page of a person's plan of a day: open appointments by time, then what is overdue, then what is due, both by priority.</summary>
    /// <param name="scope">The tenant, and who asks.</param>
    /// <param name="query">Whose plan of which day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CrmException">CRM1030: the page is to take none or more than 1,000 entries.</exception>
    public async Task<DayPlan> PlanAsync(CrmScope scope, DayPlanQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Take is < 1 or > MaxTake)
        {
            throw new CrmException(ErrorCodes.BadValue, $"plan.take: a page takes 1 to {MaxTake} entries, not {query.Take}.");
        }

        Instant start = query.Zone.StartOf(query.Date), end = query.Zone.StartOf(query.Date.PlusDays(1));
        var relevant = Condition.Any(
            Condition.Is(CrmTaskModel.Start, Comparison.Less, FieldValue.Of(end)),
            Condition.Is(CrmTaskModel.Due, Comparison.Less, FieldValue.Of(end)),
            Condition.Is(CrmTaskModel.DueOn, Comparison.LessOrEqual, FieldValue.Of(query.Date)));
        var where = Condition.All(new TaskList { Owner = query.Owner }.Condition, relevant);
        var first = new PriorityQueue<PlanEntry, PlanEntry>(Comparer<PlanEntry>.Create(static (a, b) => b.CompareTo(a))); // the last one goes where there are too many
        await foreach (CrmTask task in AllAsync(scope, where, cancellationToken).ConfigureAwait(false))
        {
            if (Entry(task, query, start, end) is { } entry && (query.After is null || entry > query.After))
            {
                first.Enqueue(entry, entry);
                if (first.Count > query.Take + 1)
                {
                    first.Dequeue();
                }
            }
        }

        bool more = first.Count > query.Take;
        PlanEntry[] entries = [.. first.UnorderedItems.Select(static item => item.Element).Order().Take(query.Take)];
        return new DayPlan(entries, Overlaps(entries), more ? entries[^1] : null);
    }

    private static PlanEntry? Entry(CrmTask task, DayPlanQuery query, Instant start, Instant end)
    {
        if (task.Start is { } begins && begins < end && (begins >= start || task.End > start))
        {
            return new PlanEntry(task, PlanSection.Appointment, begins);
        }

        Instant? due = task.Due ?? (task.DueOn is { } day && day <= query.Date ? query.Zone.StartOf(day.PlusDays(1)) - Duration.FromTicks(10) : null);
        return due < end ? new PlanEntry(task, due < start ? PlanSection.Overdue : PlanSection.Due, due.Value) : null;
    }

    private static List<PlanOverlap> Overlaps(PlanEntry[] entries)
    {
        var overlaps = new List<PlanOverlap>();
        CrmTask? longest = null;
        foreach (PlanEntry entry in entries.Where(static entry => entry.Section == PlanSection.Appointment))
        {
            CrmTask task = entry.Task;
            Instant end = task.End ?? entry.At;
            if (longest is { End: { } busyUntil } && entry.At < busyUntil)
            {
                overlaps.Add(new PlanOverlap(longest, task, entry.At, Instant.Min(busyUntil, end)));
            }

            longest = longest?.End > end ? longest : task;
        }

        return overlaps;
    }

    private static Condition Between(FieldId field, FieldValue first, FieldValue last) =>
        Condition.All(Condition.Is(field, Comparison.GreaterOrEqual, first), Condition.Is(field, Comparison.LessOrEqual, last));

    private async IAsyncEnumerable<CrmTask> AllAsync(CrmScope scope, Condition where, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            CrmPage<CrmTask> page = await ReadAsync(scope, new CrmQuery<CrmTask> { Where = where, After = after, Limit = PageSize }, cancellationToken).ConfigureAwait(false);
            foreach (CrmTask task in page.Items)
            {
                yield return task;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private async Task<CrmPage<CrmTask>> ReadAsync(CrmScope scope, CrmQuery<CrmTask> query, CancellationToken cancellationToken)
    {
        ICrmSession session = crm.OpenSession(scope); // one a page: a session keeps all that it has read
        await using (session.ConfigureAwait(false))
        {
            return await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        }
    }
}
