using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>What holds when many ask at once.</summary>
internal static class ConcurrencyLaws
{
    private const int Tasks = 16;

    public static IEnumerable<ConformanceLaw<IStoreFixture>> All { get; } =
    [
        StoreLaw.Of("no-update-is-lost", "Many tasks that add to one record, each trying again after a conflict, leave exactly their sum.", NoLostUpdateAsync),
        StoreLaw.Of("a-raced-key-has-one-winner", "Of many tasks that claim one key at once, exactly one gets it, and the others are told who.", RacedKeyAsync),
        StoreLaw.Of("a-batch-sent-at-once-commits-once", "One batch sent by many tasks at once is applied once, and all get the same position.", SentAtOnceAsync),
        StoreLaw.Of("positions-are-distinct", "Commits at once have different positions, and a commit that was asked for after another's answer has the greater one.", DistinctPositionsAsync),
        StoreLaw.Of("a-page-is-one-snapshot", "A page read while others move amounts between records shows every move whole or not at all.", SnapshotAsync),
        StoreLaw.Of("write-skew-is-a-conflict", "Two commits that each rely on what the other changes are not both applied.", WriteSkewAsync),
    ];

    private static async Task NoLostUpdateAsync(StoreLawRun run)
    {
        const int Tries = 100_000;
        int each = Math.Clamp(run.Size / 20, 3, 50);
        var parcel = new Parcel { Id = RecordId.New(), Grams = 0 };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcel)).ConfigureAwait(false);
        await InParallelAsync(async () =>
        {
            for (int done = 0, tries = 0; done < each; tries++)
            {
                StoreLawRun.Expect(tries < Tries, $"After {Tries} tries a record could not be changed.");
                StoredRecord current = await run.RequireAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false);
                var read = (Parcel)current.Entity;
                await Task.Yield(); // lets the others read the same version
                CommitResult answer = await run.Store.CommitAsync(
                    new KeyedBatch(StoreLawRun.Tenant).Change(current, read with { Grams = read.Grams + 1 }).Build(), run.Token).ConfigureAwait(false);
                done += answer is CommitResult.Committed ? 1 : 0;
                StoreLawRun.Expect(answer is CommitResult.Committed or CommitResult.VersionConflict, $"A race for a record was answered with a {StoreText.Of(answer)}.");
            }
        }).ConfigureAwait(false);
        StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1 + (Tasks * each), parcel with { Grams = Tasks * each }, await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false));
    }

    private static async Task RacedKeyAsync(StoreLawRun run)
    {
        for (int round = 0; round < Math.Clamp(run.Size / 20, 3, 50); round++)
        {
            string number = $"n{round}";
            Parcel[] parcels = [.. Enumerable.Range(0, Tasks).Select(_ => new Parcel { Id = RecordId.New(), Number = number })];
            CommitResult[] answers = await Task.WhenAll(parcels.Select(parcel => Task.Run(
                () => run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcel).Build(), run.Token), run.Token))).ConfigureAwait(false);
            int[] winners = [.. Enumerable.Range(0, Tasks).Where(i => answers[i] is CommitResult.Committed)];
            StoreLawRun.Expect(winners.Length == 1, $"{winners.Length} of {Tasks} tasks got the key '{number}'.");
            CommitResult lost = new CommitResult.UniqueConflict([new KeyClash(new UniqueKey(ConformanceModel.Parcel.Kind, "number", number), parcels[winners[0]].Id)]);
            foreach (CommitResult answer in answers.Where(static answer => answer is not CommitResult.Committed))
            {
                StoreLawRun.ExpectAnswer(lost, answer);
            }
        }
    }

    private static async Task SentAtOnceAsync(StoreLawRun run)
    {
        for (int round = 0; round < Math.Clamp(run.Size / 20, 3, 50); round++)
        {
            var parcel = new Parcel { Id = RecordId.New(), Number = $"n{round}" };
            CommitBatch batch = new KeyedBatch(StoreLawRun.Tenant).Add(parcel).Build();
            CommitResult[] answers = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => Task.Run(() => run.Store.CommitAsync(batch, run.Token), run.Token))).ConfigureAwait(false);
            StoreLawRun.Expect(answers.Distinct().Count() == 1 && answers[0] is CommitResult.Committed, $"One batch was answered with {string.Join(" and ", answers.Distinct().Select(StoreText.Of))}.");
            StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, parcel, await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false));
        }
    }

    private static async Task DistinctPositionsAsync(StoreLawRun run)
    {
        List<long> all = [];
        await InParallelAsync(async () =>
        {
            long last = long.MinValue;
            for (int i = 0; i < Math.Clamp(run.Size / 20, 3, 50); i++)
            {
                long position = await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Memo { Id = RecordId.New() })).ConfigureAwait(false);
                StoreLawRun.Expect(position > last, $"Position {position} was answered after {last}.");
                last = position;
                lock (all)
                {
                    all.Add(position);
                }
            }
        }).ConfigureAwait(false);
        StoreLawRun.Expect(all.Distinct().Count() == all.Count, "Two commits have one position.");
    }

    private static async Task SnapshotAsync(StoreLawRun run)
    {
        const long Total = 1_000;
        Parcel[] parcels = [.. Enumerable.Range(0, 20).Select(static i => new Parcel { Id = RecordId.New(), Grams = i == 0 ? Total : 0 })];
        await run.CommitAsync(parcels.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, parcel) => batch.Add(parcel))).ConfigureAwait(false);
        bool stop = false;
        Task moving = Task.Run(
            async () =>
            {
                long[] versions = [.. Enumerable.Repeat(1L, parcels.Length)];
                for (int i = 0; !Volatile.Read(ref stop); i++)
                {
                    int from = i % parcels.Length, to = (i + 1) % parcels.Length;
                    Parcel less = parcels[from] with { Grams = 0 }, more = parcels[to] with { Grams = Total };
                    await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Write(parcels[from], versions[from]++, less).Write(parcels[to], versions[to]++, more)).ConfigureAwait(false);
                    (parcels[from], parcels[to]) = (less, more);
                    await Task.Yield();
                }
            },
            run.Token);
        try
        {
            for (int read = 0; read < Math.Clamp(run.Size / 2, 20, 500); read++)
            {
                StoreQuery query = new(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind);
                RecordPage page = await run.Store.QueryAsync(query with { Order = read % 2 == 0 ? null : new RecordOrder("grams", Descending: true) }, run.Token).ConfigureAwait(false);
                long sum = page.Records.Sum(static record => ((Parcel)record.Entity).Grams ?? 0);
                StoreLawRun.Expect(sum == Total && page.Records.Count == parcels.Length, $"A page of {page.Records.Count} records has {sum} grams in all; {Total} were moved about among {parcels.Length}.");
                long heavy = await run.Store.CountAsync(query with { Where = Condition.Is("grams", Comparison.Greater, FieldValue.Of(0)) }, run.Token).ConfigureAwait(false);
                StoreLawRun.Expect(heavy == 1, $"{heavy} records have grams; the moves leave exactly one.");
                await Task.Yield(); // lets the other move
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            await moving.ConfigureAwait(false);
        }
    }

    private static async Task WriteSkewAsync(StoreLawRun run)
    {
        for (int round = 0; round < Math.Clamp(run.Size / 20, 3, 50); round++)
        {
            var left = new Parcel { Id = RecordId.New(), Grams = 1 };
            var right = new Parcel { Id = RecordId.New(), Grams = 1 };
            await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(left).Add(right)).ConfigureAwait(false);
            CommitBatch[] batches =
            [
                new KeyedBatch(StoreLawRun.Tenant).Write(left, 1, left with { Grams = 0 }).Check(ConformanceModel.Parcel, right.Id, 1).Build(),
                new KeyedBatch(StoreLawRun.Tenant).Write(right, 1, right with { Grams = 0 }).Check(ConformanceModel.Parcel, left.Id, 1).Build(),
            ];
            CommitResult[] answers = await Task.WhenAll(batches.Select(batch => Task.Run(() => run.Store.CommitAsync(batch, run.Token), run.Token))).ConfigureAwait(false);
            StoreLawRun.Expect(
                answers.Count(static answer => answer is CommitResult.Committed) == 1 && answers.Count(static answer => answer is CommitResult.VersionConflict) == 1,
                $"Two commits that exclude each other were answered with {string.Join(" and ", answers.Select(StoreText.Of))}.");
        }
    }

    private static Task InParallelAsync(Func<Task> work) => Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => Task.Run(work)));
}
