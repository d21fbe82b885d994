using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Opening, growing, stopping, and the clock.</summary>
internal static class LifeLaws
{
    public static IEnumerable<ConformanceLaw<IStoreFixture>> All { get; } =
    [
        StoreLaw.Of("what-was-answered-survives", "After closing and opening, every answered commit is there, with versions, keys, commit ids and positions. For stores that say they are durable.", SurvivesAsync),
        StoreLaw.Of("a-cancelled-commit-can-be-asked-again", "Whenever a commit is cancelled, asking again with the same batch leaves it applied exactly once.", CancelledCommitAsync),
        StoreLaw.Of("a-cancelled-call-does-nothing", "A call with a token that is cancelled already ends as cancelled and changes nothing.", CancelledCallAsync),
        StoreLaw.Of("the-clock-does-not-go-back", "The store's clock answers no earlier than before, also when asked by many at once.", ClockAsync),
        StoreLaw.Of("the-schema-can-be-asked-for-again", "Making the schema again, or checking it, changes nothing.", SchemaAgainAsync),
        StoreLaw.Of("the-model-may-grow", "A store that was written by fewer kinds and fields is extended: what it held stays, and new fields are answered over old records too.", GrowAsync),
        StoreLaw.Of("columns-are-what-queries-say", "Columns hold the same records and values as pages, from one snapshot. For stores that read columns.", ColumnsAsync),
    ];

    private static async Task SurvivesAsync(StoreLawRun run)
    {
        run.RequireDurable();
        List<(CommitBatch Batch, long Position)> answered = [];
        Dictionary<RecordId, Parcel> expected = [];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < Math.Clamp(run.Size / 10, 5, 100); i++)
            {
                Parcel parcel = run.Sample(ConformanceGen.Parcel(RecordId.New())) with { Number = $"n{round}.{i}", Depot = null };
                CommitBatch batch = new KeyedBatch(StoreLawRun.Tenant).Add(parcel).Build();
                answered.Add((batch, await run.CommitAsync(batch).ConfigureAwait(false)));
                expected.Add(parcel.Id, parcel);
            }

            await run.ReopenAsync().ConfigureAwait(false);
            Dictionary<RecordId, StoredRecord> kept = (await run.WalkAsync(new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind)).ConfigureAwait(false)).ToDictionary(static record => record.Id);
            StoreLawRun.Expect(kept.Count == expected.Count, $"{expected.Count} records were committed, and {kept.Count} are there after opening again.");
            foreach (Parcel parcel in expected.Values)
            {
                StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, parcel, kept.GetValueOrDefault(parcel.Id));
            }

            foreach ((CommitBatch batch, long position) in answered)
            {
                StoreLawRun.ExpectAnswer(new CommitResult.Committed(position), await run.Store.CommitAsync(batch, run.Token).ConfigureAwait(false));
            }

            Parcel first = expected.Values.First();
            StoreLawRun.ExpectAnswer(
                new CommitResult.UniqueConflict([new KeyClash(new UniqueKey(ConformanceModel.Parcel.Kind, "number", first.Number!), first.Id)]),
                await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = first.Number }).Build(), run.Token).ConfigureAwait(false));
        }
    }

    private static async Task CancelledCommitAsync(StoreLawRun run)
    {
        var parcel = new Parcel { Id = RecordId.New(), Grams = 0 };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcel)).ConfigureAwait(false);
        int rounds = Math.Clamp(run.Size / 4, 10, 200);
        for (int version = 1; version <= rounds; version++)
        {
            CommitBatch batch = new KeyedBatch(StoreLawRun.Tenant).Write(parcel, version, parcel with { Grams = version }).Build();
            using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
            Task<CommitResult> asking = run.Store.CommitAsync(batch, cancelled.Token);
            for (int spin = run.Random.Next(6); spin > 0; spin--)
            {
                await Task.Yield();
            }

            await cancelled.CancelAsync().ConfigureAwait(false);
            long? position = null;
            try
            {
                CommitResult answer = await asking.ConfigureAwait(false);
                position = (answer as CommitResult.Committed ?? throw new LawViolationException($"A commit that nothing speaks against was answered with a {StoreText.Of(answer)}.")).Position;
            }
            catch (OperationCanceledException) when (!run.Token.IsCancellationRequested)
            {
                // The outcome is unknown now; asking again is the way to know.
            }

            long again = await run.CommitAsync(batch).ConfigureAwait(false);
            StoreLawRun.Expect(position is null || position == again, $"A commit was answered with position {position}, and with {again} when asked again.");
            StoreLawRun.ExpectKept(ConformanceModel.Parcel, version + 1, parcel with { Grams = version }, await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false));
        }
    }

    private static async Task CancelledCallAsync(StoreLawRun run)
    {
        var cancelled = new CancellationToken(canceled: true);
        var parcel = new Parcel { Id = RecordId.New() };
        var query = new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind);
        await ExpectCancelledAsync("commit", () => run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcel).Build(), cancelled)).ConfigureAwait(false);
        await ExpectCancelledAsync("find", () => run.Store.FindAsync(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind, [parcel.Id], cancelled)).ConfigureAwait(false);
        await ExpectCancelledAsync("query", () => run.Store.QueryAsync(query, cancelled)).ConfigureAwait(false);
        await ExpectCancelledAsync("count", () => run.Store.CountAsync(query, cancelled)).ConfigureAwait(false);
        StoreLawRun.Expect(await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false) is null, "A commit that was cancelled before it began was applied.");
    }

    private static async Task ExpectCancelledAsync(string call, Func<Task> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new LawViolationException($"A {call} with a cancelled token was answered.");
    }

    private static async Task ClockAsync(StoreLawRun run)
    {
        Instant first = await run.Store.NowAsync(run.Token).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                Instant last = first;
                for (int i = 0; i < 20; i++)
                {
                    Instant now = await run.Store.NowAsync(run.Token).ConfigureAwait(false);
                    StoreLawRun.Expect(now >= last, $"The clock showed {now} after {last}.");
                    StoreLawRun.Expect(now == now.FloorToMicrosecond(), $"The clock shows {now}, which has a part below a microsecond.");
                    last = now;
                }
            },
            run.Token))).ConfigureAwait(false);
    }

    private static async Task SchemaAgainAsync(StoreLawRun run)
    {
        var parcel = new Parcel { Id = RecordId.New(), Number = "n" };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcel)).ConfigureAwait(false);
        await run.Store.EnsureSchemaAsync(ConformanceModel.Catalogue, SchemaMode.CreateOrExtend, run.Token).ConfigureAwait(false);
        await run.Store.EnsureSchemaAsync(ConformanceModel.Catalogue, SchemaMode.Verify, run.Token).ConfigureAwait(false);
        StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, parcel, await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false));
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Write(parcel, 1, parcel with { Grams = 1 })).ConfigureAwait(false);
    }

    private static async Task GrowAsync(IStoreFixture fixture, Trace trace, ulong seed, int size, CancellationToken cancellationToken)
    {
        StoreLawRun run = await StoreLawRun.OpenAsync(fixture, trace, seed, size, cancellationToken, ConformanceModel.EarlyCatalogue).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            Memo[] memos = [.. Enumerable.Range(0, 50).Select(static i => new Memo { Id = RecordId.New(), Slug = $"s{i}", Stars = i % 5, Title = i % 2 == 0 ? null : $"t{i}", Body = "body" })];
            await run.CommitAsync(memos.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, memo) => batch.Add(memo))).ConfigureAwait(false);

            await run.ReopenAsync(ConformanceModel.Catalogue).ConfigureAwait(false);

            IReadOnlyList<StoredRecord?> found = await run.Store.FindAsync(StoreLawRun.Tenant, ConformanceModel.Memo.Kind, [.. memos.Select(static memo => memo.Id)], run.Token).ConfigureAwait(false);
            for (int i = 0; i < memos.Length; i++)
            {
                StoreLawRun.ExpectKept(ConformanceModel.Memo, 1, memos[i], found[i]);
            }

            var query = new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Memo.Kind);
            long three = await run.Store.CountAsync(query with { Where = Condition.Equal("stars", FieldValue.Of(3)) }, run.Token).ConfigureAwait(false);
            StoreLawRun.Expect(three == 10, $"10 records of before the field was declared have 3 stars; {three} are counted.");
            List<StoredRecord> byStars = await run.WalkAsync(query with { Order = new RecordOrder("stars", Descending: true), Limit = 7 }).ConfigureAwait(false);
            StoreLawRun.Expect(
                byStars.Select(static record => ((Memo)record.Entity).Stars).SequenceEqual(memos.Select(static memo => memo.Stars).OrderDescending()),
                "Records of before a field was declared are not ordered by it.");
            StoreLawRun.Expect(
                await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Memo { Id = RecordId.New(), Slug = "s1" }).Build(), run.Token).ConfigureAwait(false) is CommitResult.UniqueConflict,
                "A key that was taken before the model grew could be taken again.");
            await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = "n" })).ConfigureAwait(false);
        }
    }

    private static async Task ColumnsAsync(StoreLawRun run)
    {
        IColumnReader reader = run.Columns ?? throw new NotApplicableException($"the store {run.Store.Descriptor.Name} reads no columns");
        Parcel[] parcels = run.KeylessParcels(Math.Clamp(run.Size * 10, 500, 20_000));
        foreach (Parcel[] chunk in parcels.Chunk(1_000))
        {
            await run.CommitAsync(chunk.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, parcel) => batch.Add(parcel))).ConfigureAwait(false);
        }

        await run.CommitAsync(new KeyedBatch(StoreLawRun.OtherTenant).Add(run.KeylessParcels(1)[0])).ConfigureAwait(false);
        FieldId[] fields = ["id", .. ConformanceModel.Parcel.Fields.Where(static field => field.Type != FieldType.Opaque).Select(static field => field.Id)];
        var query = new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind) { Where = Condition.Any(Condition.HasNo("grams"), Condition.Is("grams", Comparison.Less, FieldValue.Of(3))) };

        string[] expected = await ColumnText.ReadAsync(await ReferenceAsync().ConfigureAwait(false), query, fields, run.Token).ConfigureAwait(false);
        string[] actual = await ColumnText.ReadAsync(reader, query, fields, run.Token).ConfigureAwait(false);
        StoreLawRun.Expect(expected.AsSpan().SequenceEqual(actual), $"{expected.Length} rows of columns should be read, and {actual.Length} are; the first that differs is {expected.Except(actual).Concat(actual.Except(expected)).FirstOrDefault()}.");

        async Task<InMemoryStore> ReferenceAsync()
        {
            var reference = new InMemoryStore();
            await reference.EnsureSchemaAsync(ConformanceModel.Catalogue, SchemaMode.CreateOrExtend, run.Token).ConfigureAwait(false);
            await reference.CommitAsync(parcels.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, parcel) => batch.Add(parcel)).Build(), run.Token).ConfigureAwait(false);
            return reference;
        }
    }
}
