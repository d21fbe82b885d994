using System.Text.Json;
using Crm.Sdk.Events;
using Crm.Sdk.Labels;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>Begins runs, writes their labels out of readers' sight, and makes them current in one commit; takes back what a dead run left.</summary>
/// <remarks>
/// The state record is the tenant's lock: two runs that begin at once conflict on its version. A label row is written or ended by number, so a reader who
/// goes by the current number sees nothing of a run before its last commit. Thread-safe.
/// </remarks>
internal sealed class RunLedger(ICrm crm, ICrmStore store, IClock clock, ClassifierSettings settings)
{
    private const int ChunkSize = 10_000;
    private const int CustomersPerLookUp = 256;
    private const long RunningVersion = 1; // of a run's record while it writes; the commit that takes it back makes 2 of it, which fences the writer

    private static readonly FieldId[] OpenFields = ["id", LabelModel.Customer, LabelModel.Dimension, LabelModel.FromRun];
    private static readonly FieldType[] OpenTypes = [FieldType.Id, FieldType.Id, FieldType.Text, FieldType.Int];

    /// <summary>Takes back what an unfinished run left, and begins a new one.</summary>
    /// <returns>The run, and the position of the commit that began it.</returns>
    public async Task<(ClassificationRun Run, long Position)> BeginAsync(CrmScope scope, AsOf asOf, Currency currency, ValueList<string> rules, CancellationToken cancellationToken)
    {
        RecordId? takenBack = null;
        while (true)
        {
            await using ICrmSession session = crm.OpenSession(scope);
            ClassificationState? known = await session.FindAsync<ClassificationState>(ClassificationState.TheId, cancellationToken).ConfigureAwait(false);
            if (known?.Unfinished is not { } unfinished || unfinished == takenBack)
            {
                return await BeginAsync(session, known, asOf, currency, rules, cancellationToken).ConfigureAwait(false);
            }

            await AbandonAsync(scope, unfinished, cancellationToken).ConfigureAwait(false);
            takenBack = unfinished; // another may have begun meanwhile: the state is read again
        }
    }

    /// <summary>Writes a run's changes, chunk by chunk; the next chunk is made while the store commits one. Nobody sees them yet.</summary>
    /// <returns>How many there were.</returns>
    public async Task<long> WriteAsync(CrmScope scope, ClassificationRun run, IEnumerable<LabelChange> changes, Action<long>? progress, CancellationToken cancellationToken)
    {
        long written = 0;
        int size = Math.Min(ChunkSize, store.Descriptor.MaxRecordsPerBatch / 3);
        VersionCheck[] stillRunning = [new VersionCheck(ClassificationModel.Run.Kind, run.Id, RunningVersion)];
        Task committing = Task.CompletedTask;
        try
        {
            foreach (LabelChange[] chunk in changes.Chunk(size))
            {
                List<RecordWrite> writes = [.. chunk.Select(change => Assign(run, change))];
                await EndOthersAsync(scope, run, chunk, writes, cancellationToken).ConfigureAwait(false);
                AddEvents(scope, run, chunk, writes);
                await committing.ConfigureAwait(false);
                progress?.Invoke(written);
                committing = CommitAsync(scope, writes, [], stillRunning, cancellationToken);
                written += chunk.Length;
            }
        }
        finally
        {
            await committing.ConfigureAwait(false); // no commit outlasts its run
        }

        progress?.Invoke(written);
        return written;
    }

    /// <summary>Makes a run current: one commit with its figures and one event.</summary>
    public async Task<ClassificationRun> CompleteAsync(CrmScope scope, ClassificationRun run, CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(scope);
        ClassificationState state = (await session.FindAsync<ClassificationState>(ClassificationState.TheId, cancellationToken).ConfigureAwait(false))!;
        if (state.Unfinished != run.Id || await session.FindAsync<ClassificationRun>(run.Id, cancellationToken).ConfigureAwait(false) is not { State: ClassificationRunState.Running })
        {
            throw new CrmException(ClassificationRunErrorCodes.TakenBack, $"Run {run.Number} was taken back by a later run and cannot become current; classify again.");
        }

        ClassificationRun completed = run with { State = ClassificationRunState.Completed, FinishedAt = clock.GetCurrentInstant().FloorToMicrosecond() };
        session.Update(completed);
        session.Update(state with { CurrentRun = run.Number, CurrentRunId = run.Id, Unfinished = null });
        session.Raise(new CrmEvent(ClassificationEvents.RunCompleted, null, $$"""{"run":"{{run.Id}}","number":{{run.Number}},"changed":{{run.Changed}}}"""));
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return completed;
    }

    private static RecordWrite Assign(ClassificationRun run, LabelChange change)
    {
        var label = new LabelAssignment
        {
            Id = RecordId.New(),
            Customer = change.Customer,
            Dimension = change.Dimension,
            Label = change.Label,
            NoneCode = change.NoneCode,
            ScoreMillionths = LabelRow.Millionths(change.Score),
            Rule = change.Rule,
            RuleVersion = change.RuleVersion,
            Since = run.AsOf,
            FromRun = run.Number,
            RecheckOn = change.RecheckOn,
        };
        return new RecordWrite(LabelModel.Kind.Kind, label.Id, 0, label);
    }

    /// <summary>Begins a run on a state that the session has read: of two that read the same, one conflicts.</summary>
    private async Task<(ClassificationRun Run, long Position)> BeginAsync(
        ICrmSession session, ClassificationState? known, AsOf asOf, Currency currency, ValueList<string> rules, CancellationToken cancellationToken)
    {
        ClassificationState state = known ?? new ClassificationState();
        var run = new ClassificationRun
        {
            Id = RecordId.New(),
            Number = state.LastNumber + 1,
            AsOf = asOf.Instant,
            Zone = asOf.Zone.Id,
            Currency = currency.Code,
            StartedAt = clock.GetCurrentInstant().FloorToMicrosecond(),
            State = ClassificationRunState.Running,
            Rules = rules,
            BasedOn = state.CurrentRun,
        };
        session.Add(run);
        ClassificationState next = state with { LastNumber = run.Number, Unfinished = run.Id };
        if (known is null)
        {
            session.Add(next);
        }
        else
        {
            session.Update(next);
        }

        CommitReceipt begun = await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return (run, begun.Position);
    }

    /// <summary>Says of whom a label changed, in the dimensions that somebody follows and only where there was another before: a first label is news of nobody.</summary>
    private void AddEvents(CrmScope scope, ClassificationRun run, LabelChange[] chunk, List<RecordWrite> writes)
    {
        foreach (LabelChange change in chunk)
        {
            if (change.Former is { } former && change.Label != former && settings.FollowedDimensions.Contains(change.Dimension))
            {
                var told = new StoredEvent
                {
                    Id = RecordId.New(),
                    Type = ClassificationEvents.LabelChanged,
                    Customer = change.Customer,
                    At = clock.GetCurrentInstant().FloorToMicrosecond(),
                    By = scope.Actor,
                    CommitId = run.Id,
                    Data = JsonSerializer.Serialize(new LabelChangedData(run.Number, change.Dimension, former, change.Label), ClassificationJson.Default.LabelChangedData),
                };
                writes.Add(new RecordWrite(EventModel.Kind.Kind, told.Id, 0, told));
            }
        }
    }

    /// <summary>Ends the assignments that a chunk's changes replace: found by their customers in columns, so that only those that end are read whole.</summary>
    private async Task EndOthersAsync(CrmScope scope, ClassificationRun run, LabelChange[] chunk, List<RecordWrite> writes, CancellationToken cancellationToken)
    {
        var ended = chunk.Where(static change => change.EndsOther).Select(static change => (change.Customer.Value, change.Dimension)).ToHashSet();
        var ids = new List<RecordId>(ended.Count);
        foreach (Guid[] customers in ended.Select(static e => e.Value).Distinct().Chunk(CustomersPerLookUp))
        {
            Condition open = Condition.All(
                Condition.IsIn(LabelModel.Customer, [.. customers.Select(static c => FieldValue.Of(c))]),
                Condition.Equal(LabelModel.ToRun, FieldValue.Of(LabelAssignment.Open)));
            await ColumnScan.RunAsync(
                store,
                new StoreQuery(scope.Tenant, LabelModel.Kind.Kind) { Where = open },
                LabelModel.Kind,
                OpenFields,
                OpenTypes,
                (batch, _) =>
                {
                    for (int i = 0; i < batch.Count; i++)
                    {
                        if (batch.Numbers(3)[i] < run.Number && ended.Contains((batch.Ids(1)[i], batch.Texts(2)[i]!)))
                        {
                            ids.Add(new RecordId(batch.Ids(0)[i]));
                        }
                    }

                    return ValueTask.CompletedTask;
                },
                cancellationToken).ConfigureAwait(false);
        }

        foreach (StoredRecord record in (await store.FindAsync(scope.Tenant, LabelModel.Kind.Kind, ids, cancellationToken).ConfigureAwait(false)).OfType<StoredRecord>())
        {
            writes.Add(new RecordWrite(record.Kind, record.Id, record.Version, (LabelAssignment)record.Entity with { ToRun = run.Number }));
        }
    }

    /// <summary>Fences a run that never finished, then takes back what it wrote. Safe to repeat after a death at any point.</summary>
    private async Task AbandonAsync(CrmScope scope, RecordId unfinished, CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(scope);
        if (await session.FindAsync<ClassificationRun>(unfinished, cancellationToken).ConfigureAwait(false) is not { State: not ClassificationRunState.Completed } dead)
        {
            return; // it has ended since
        }

        session.Update(dead with { State = ClassificationRunState.Abandoned, FinishedAt = dead.FinishedAt ?? clock.GetCurrentInstant().FloorToMicrosecond() });
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await TakeBackAsync(scope, dead.Number, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the labels that a run gave and opens again those that it ended. Safe to repeat.</summary>
    private async Task TakeBackAsync(CrmScope scope, long number, CancellationToken cancellationToken)
    {
        Condition touched = Condition.Any(
            Condition.Equal(LabelModel.FromRun, FieldValue.Of(number)),
            Condition.Equal(LabelModel.ToRun, FieldValue.Of(number)));
        List<RecordWrite> writes = [];
        List<RecordDelete> deletes = [];
        await foreach (StoredRecord record in AllAsync(scope, touched, cancellationToken).ConfigureAwait(false))
        {
            var label = (LabelAssignment)record.Entity;
            if (label.FromRun == number)
            {
                deletes.Add(new RecordDelete(record.Kind, record.Id, record.Version));
            }
            else
            {
                writes.Add(new RecordWrite(record.Kind, record.Id, record.Version, label with { ToRun = LabelAssignment.Open }));
            }

            if (writes.Count + deletes.Count == ChunkSize)
            {
                await CommitAsync(scope, writes, deletes, [], cancellationToken).ConfigureAwait(false);
                (writes, deletes) = ([], []);
            }
        }

        await CommitAsync(scope, writes, deletes, [], cancellationToken).ConfigureAwait(false);
    }

    private async Task CommitAsync(CrmScope scope, List<RecordWrite> writes, List<RecordDelete> deletes, VersionCheck[] checks, CancellationToken cancellationToken)
    {
        if (writes.Count + deletes.Count == 0)
        {
            return;
        }

        var batch = new CommitBatch(scope.Tenant, RecordId.New().Value, scope.Actor, clock.GetCurrentInstant(), writes, deletes, checks);
        if (await store.CommitAsync(batch, cancellationToken).ConfigureAwait(false) is CommitResult.Committed committed)
        {
            CommitWatch.Of(store).Committed(batch, committed.Position);
        }
        else
        {
            throw new CrmException(ClassificationRunErrorCodes.TakenBack, "A later classification run took this one's place and took back what it wrote; the labels of the last completed run stand. Classify again.");
        }
    }

    private async IAsyncEnumerable<StoredRecord> AllAsync(CrmScope scope, Condition where, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var runner = new Sessions.QueryRunner(store, crm.Model);
        var query = new StoreQuery(scope.Tenant, LabelModel.Kind.Kind) { Where = where, Limit = ChunkSize };
        while (true)
        {
            RecordPage page = await runner.PageAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                yield return record;
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }
}
