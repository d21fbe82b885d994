using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>The tasks of one collection plan: which there are, which places the days of owners still have, and writing them.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class TaskBook(ICrm crm, CrmScope scope, CollectionOptions options)
{
    private const int PerCommit = 200;
    private const int PageSize = 1_000;
    private const int MaxAttempts = 8;

    private readonly Dictionary<string, List<LocalDate>> _days = new(StringComparer.Ordinal);

    private Condition OfType => Condition.Equal(CrmTaskModel.Type, FieldValue.Of(options.TaskType));

    private static Condition Open => Condition.Equal(CrmTaskModel.State, FieldValue.Of((long)TaskState.Open));

    /// <summary>The customers of whom this plan asks already, or an open task of its type.</summary>
    public async Task<HashSet<CustomerId>> AlreadyAskedAsync(IReadOnlyList<CustomerId> customers, CancellationToken cancellationToken)
    {
        var asked = new HashSet<CustomerId>();
        if (customers.Count > 0)
        {
            Condition theirs = Condition.IsIn(CrmTaskModel.Customer, [.. customers.Select(static id => FieldValue.Of((RecordId)id))]);
            await foreach (CrmTask task in AllAsync(Condition.All(theirs, OfType), cancellationToken).ConfigureAwait(false))
            {
                if (task.Customer is { } customer && (task.State == TaskState.Open || task.Key == KeyOf(customer)))
                {
                    asked.Add(customer);
                }
            }
        }

        return asked;
    }

    /// <summary>How many places an owner's days still have.</summary>
    public async Task<int> PlacesAsync(string owner, LocalDate from, CancellationToken cancellationToken)
    {
        List<LocalDate> days = WorkingDays(from, options.Days);
        Dictionary<LocalDate, int> left = days.ToDictionary(static day => day, _ => options.PerOwnerPerDay);
        await foreach (CrmTask task in AllAsync(Condition.All(Condition.Equal(CrmTaskModel.Owner, FieldValue.Of(owner)), OfType, Open), cancellationToken).ConfigureAwait(false))
        {
            if (task.DueOn is { } day && left.TryGetValue(day, out int places) && places > 0)
            {
                left[day] = places - 1;
            }
        }

        _days[owner] = [.. days.SelectMany(day => Enumerable.Repeat(day, left[day]))];
        return _days[owner].Count;
    }

    /// <summary>The days of an owner's places, the first first.</summary>
    public IEnumerable<LocalDate> DaysOf(string owner) => _days[owner];

    /// <summary>Writes the tasks that are not there yet, and says which.</summary>
    public async Task<ValueList<PlannedTask>> WriteAsync(ValueList<PlannedTask> tasks, Func<PlannedTask, (string Title, string Notes)> texts, CancellationToken cancellationToken)
    {
        var written = new List<PlannedTask>();
        foreach (PlannedTask[] chunk in tasks.Chunk(PerCommit))
        {
            for (int attempt = 1; ; attempt++)
            {
                HashSet<CustomerId> already = await AlreadyAskedAsync([.. chunk.Select(static task => task.Customer)], cancellationToken).ConfigureAwait(false);
                PlannedTask[] wanted = [.. chunk.Where(task => !already.Contains(task.Customer))];
                await using ICrmSession session = crm.OpenSession(scope);
                foreach (PlannedTask task in wanted)
                {
                    session.Add(New(task, texts(task)));
                }

                try
                {
                    await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                    written.AddRange(wanted);
                    break;
                }
                catch (CrmDuplicateException) when (attempt < MaxAttempts)
                {
                    // The same plan is made by somebody else at once: what he wrote is there now.
                }
            }
        }

        return written.ToValueList();
    }

    private static List<LocalDate> WorkingDays(LocalDate from, int count)
    {
        var days = new List<LocalDate>(count);
        for (LocalDate day = from.PlusDays(1); days.Count < count; day = day.PlusDays(1))
        {
            if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))
            {
                days.Add(day);
            }
        }

        return days;
    }

    private CrmTask New(PlannedTask task, (string Title, string Notes) text)
    {
        string title = text.Title.Length <= CrmTask.MaxTitleLength ? text.Title : string.Concat(text.Title.AsSpan(0, CrmTask.MaxTitleLength - 1), "…");
        int rank = task.ValueLabel is null ? -1 : options.ValueOrder.Items.IndexOf(task.ValueLabel);
        return CrmTask.Of(task.Owner, title, task.Customer) with
        {
            Key = KeyOf(task.Customer),
            Type = options.TaskType,
            Notes = text.Notes.Length <= CrmTask.MaxNotesLength ? text.Notes : text.Notes[..CrmTask.MaxNotesLength],
            DueOn = task.DueOn,
            Priority = Math.Min(9, rank < 0 ? 9 : 1 + (4 * rank)),
        };
    }

    private string KeyOf(CustomerId customer) => $"{options.TaskType}/{options.Name}/{customer}";

    private async IAsyncEnumerable<CrmTask> AllAsync(Condition where, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            await using ICrmSession session = crm.OpenSession(scope);
            CrmPage<CrmTask> page = await session.QueryAsync(new CrmQuery<CrmTask> { Where = where, After = after, Limit = PageSize }, cancellationToken).ConfigureAwait(false);
            foreach (CrmTask task in page.Items)
            {
                yield return task;
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
