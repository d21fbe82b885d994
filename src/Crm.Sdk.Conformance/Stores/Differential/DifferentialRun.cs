using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Does the same operations on the store and on the reference, and compares every answer.</summary>
internal sealed class DifferentialRun
{
    private readonly StoreLawRun _run;
    private readonly InMemoryStore _reference = new();
    private readonly List<(StoreOperation.Commit Operation, CommitBatch Batch)> _commits = [];
    private readonly Dictionary<(TenantId Tenant, Guid CommitId), long> _positions = [];
    private readonly Dictionary<TenantId, long> _lastPosition = [];

    private DifferentialRun(StoreLawRun run) => _run = run;

    /// <summary>Does the operations; throws <see cref="LawViolationException"/> at the first answer that differs.</summary>
    /// <param name="run">The store.</param>
    /// <param name="operations">What to do.</param>
    /// <param name="onStep">Told the number of each operation before it is done.</param>
    public static async Task RunAsync(StoreLawRun run, IReadOnlyList<StoreOperation> operations, Action<int> onStep)
    {
        var differential = new DifferentialRun(run);
        await differential._reference.EnsureSchemaAsync(ConformanceModel.Catalogue, SchemaMode.CreateOrExtend, run.Token).ConfigureAwait(false);
        for (int i = 0; i < operations.Count; i++)
        {
            run.Token.ThrowIfCancellationRequested();
            onStep(i);
            await differential.DoAsync(operations[i]).ConfigureAwait(false);
        }
    }

    private Task DoAsync(StoreOperation operation) => operation switch
    {
        StoreOperation.Commit commit => CommitAsync(commit, null),
        StoreOperation.Repeat repeat => RepeatAsync(repeat),
        StoreOperation.Find find => FindAsync(find),
        StoreOperation.Query query => QueryAsync(query.Asked),
        StoreOperation.Columns columns => ColumnsAsync(columns),
        _ => _run.ReopenAsync(),
    };

    private async Task CommitAsync(StoreOperation.Commit commit, Guid? commitId)
    {
        CommitBatch batch = await BuildAsync(commit, commitId ?? CommitIdOf(_commits.Count)).ConfigureAwait(false);
        _commits.Add((commit, batch));
        await CommitAsync(batch).ConfigureAwait(false);
    }

    private async Task CommitAsync(CommitBatch batch)
    {
        CommitResult expected = await _reference.CommitAsync(batch, _run.Token).ConfigureAwait(false);
        CommitResult actual = await _run.Store.CommitAsync(batch, _run.Token).ConfigureAwait(false);
        if (expected is not CommitResult.Committed || actual is not CommitResult.Committed committed)
        {
            StoreLawRun.ExpectAnswer(expected, actual);
        }
        else if (_positions.TryGetValue((batch.Tenant, batch.CommitId), out long first))
        {
            StoreLawRun.Expect(committed.Position == first, $"A repeated commit id was answered with position {committed.Position}; the first time it was {first}.");
        }
        else
        {
            long last = _lastPosition.GetValueOrDefault(batch.Tenant, long.MinValue);
            StoreLawRun.Expect(committed.Position > last, $"Positions of a tenant must grow; {committed.Position} came after {last}.");
            _positions[(batch.Tenant, batch.CommitId)] = _lastPosition[batch.Tenant] = committed.Position;
        }
    }

    private async Task RepeatAsync(StoreOperation.Repeat repeat)
    {
        if (repeat.Back > _commits.Count)
        {
            return;
        }

        (StoreOperation.Commit operation, CommitBatch batch) = _commits[^repeat.Back];
        if (repeat.Instead is null && _positions.ContainsKey((batch.Tenant, batch.CommitId)))
        {
            await CommitAsync(batch).ConfigureAwait(false);
        }
        else
        {
            // What was answered with a conflict is judged anew; its keys are those of now, as a session that reads again would state them.
            await CommitAsync((repeat.Instead ?? operation) with { Tenant = batch.Tenant }, batch.CommitId).ConfigureAwait(false);
        }
    }

    private async Task FindAsync(StoreOperation.Find find)
    {
        RecordId[] ids = [.. find.Slots.Items.Select(OperationGen.IdOf)];
        IReadOnlyList<StoredRecord?> expected = await _reference.FindAsync(find.Tenant, find.Kind.Kind, ids, _run.Token).ConfigureAwait(false);
        IReadOnlyList<StoredRecord?> actual = await _run.Store.FindAsync(find.Tenant, find.Kind.Kind, ids, _run.Token).ConfigureAwait(false);
        ExpectSame(expected, actual);
    }

    private async Task QueryAsync(StoreQuery query)
    {
        long total = 0;
        for (StoreQuery? next = query; next is not null;)
        {
            RecordPage expected = await _reference.QueryAsync(next, _run.Token).ConfigureAwait(false);
            RecordPage actual = await _run.Store.QueryAsync(next, _run.Token).ConfigureAwait(false);
            ExpectSame(expected.Records, actual.Records);
            StoreLawRun.Expect(
                expected.Next == actual.Next,
                $"The next page should start after {expected.Next?.ToString() ?? "nothing, this being the last"}, and starts after {actual.Next?.ToString() ?? "nothing"}.");
            total += actual.Records.Count;
            next = expected.Next is { } after ? next with { After = after } : null;
        }

        long count = await _run.Store.CountAsync(query, _run.Token).ConfigureAwait(false);
        StoreLawRun.Expect(count == total, $"The pages have {total} records, and the count is {count}.");
    }

    private async Task ColumnsAsync(StoreOperation.Columns columns)
    {
        if (_run.Columns is { } reader)
        {
            string[] expected = await ColumnText.ReadAsync(_reference, columns.Asked, columns.Fields, _run.Token).ConfigureAwait(false);
            string[] actual = await ColumnText.ReadAsync(reader, columns.Asked, columns.Fields, _run.Token).ConfigureAwait(false);
            StoreLawRun.Expect(
                expected.AsSpan().SequenceEqual(actual),
                $"The columns {columns.Fields} of {StoreText.Of(columns.Asked)} should be {string.Join(" ", expected)}, and are {string.Join(" ", actual)}.");
        }
    }

    private async Task<CommitBatch> BuildAsync(StoreOperation.Commit commit, Guid commitId)
    {
        var batch = new KeyedBatch(commit.Tenant);
        foreach (RecordIntent intent in commit.Records)
        {
            RecordId id = OperationGen.IdOf(intent.Slot);
            StoredRecord? current = (await _reference.FindAsync(commit.Tenant, intent.Kind.Kind, [id], _run.Token).ConfigureAwait(false))[0];
            long version = current?.Version ?? 0;
            long expected = intent.Expected switch
            {
                ExpectedVersion.Absent => 0,
                ExpectedVersion.OneBehind => Math.Max(0, version - 1),
                ExpectedVersion.OneAhead => version + 1,
                _ => version,
            };
            switch (intent.Verb)
            {
                case IntentVerb.Write:
                    batch.Write(current?.Entity, expected, intent.Entity);
                    break;
                case IntentVerb.Delete when current is not null:
                    batch.Delete(current.Entity, Math.Max(1, expected));
                    break;
                case IntentVerb.Delete:
                    batch.DeleteAbsent(intent.Kind, id, Math.Max(1, expected));
                    break;
                default:
                    batch.Check(intent.Kind, id, expected);
                    break;
            }

            if (intent.ReleasesOthersKeys && intent.Verb == IntentVerb.Write)
            {
                batch.ReleaseInVain(current?.Entity, intent.Entity);
            }
        }

        return batch.Build(commitId);
    }

    private static Guid CommitIdOf(int number) => new(number + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    private static void ExpectSame(IReadOnlyList<StoredRecord?> expected, IReadOnlyList<StoredRecord?> actual)
    {
        bool same = expected.Count == actual.Count && Enumerable.Range(0, expected.Count).All(i => StoreLawRun.SameRecord(expected[i], actual[i]));
        StoreLawRun.Expect(same, $"There should be {StoreText.Of(expected)}, and there is {StoreText.Of(actual)}.");
    }
}
