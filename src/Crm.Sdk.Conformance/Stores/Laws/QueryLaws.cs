using Crm.Sdk.Storage;
using Crm.Sdk.Testing;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Rules 7, 8 and 9: order, conditions and pages.</summary>
internal static class QueryLaws
{
    public static IEnumerable<ConformanceLaw<IStoreFixture>> All { get; } =
    [
        StoreLaw.Of("conditions-mean-what-the-evaluator-says", "Random conditions in normal form count exactly the records that the evaluator matches, nulls included.", ConditionsAsync),
        StoreLaw.Of("order-is-the-same-everywhere", "Every field orders both ways as its values do: null first, text by code point, ids by bytes, ties by id in the order's direction.", OrderAsync),
        StoreLaw.Of("pages-lose-and-repeat-nothing", "While others add, change and delete between pages, no record comes twice and no unchanged record is lost.", PagesAsync),
        StoreLaw.Of("a-count-ignores-order-and-page", "Counting looks at the condition alone.", CountAsync),
        StoreLaw.Of("find-answers-in-the-asked-order", "Finding answers once for each asked id, in order, null where there is none, for no id and for thousands.", FindAsync),
        StoreLaw.Of("large-conditions-are-answered", "Long lists, many alternatives and deep nesting are answered.", LargeConditionsAsync),
        StoreLaw.Of("wrong-requests-are-refused", "Unknown kinds and fields, fields that cannot be compared, values of another type and impossible pages are refused with their codes.", WrongRequestsAsync),
    ];

    private static async Task ConditionsAsync(StoreLawRun run)
    {
        Parcel[] parcels = await AddAsync(run, run.KeylessParcels(60)).ConfigureAwait(false);
        Memo[] memos = [.. run.Sample(ConformanceGen.Memo(default), 60).Select(static memo => memo with { Id = RecordId.New(), Slug = null })];
        await run.CommitAsync(memos.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, memo) => batch.Add(memo))).ConfigureAwait(false);
        await CompareAsync(run, ConformanceModel.Parcel, parcels).ConfigureAwait(false);
        await CompareAsync(run, ConformanceModel.Memo, memos).ConfigureAwait(false);
    }

    private static async Task CompareAsync(StoreLawRun run, KindModel kind, IReadOnlyList<object> entities)
    {
        foreach (Condition condition in run.Sample(ConditionGen.Over(kind, NamedFields.AreIndexedOnly(kind, run.Store.Descriptor)), run.Size))
        {
            Condition normal = ConditionNormalizer.Normalize(condition);
            long expected = entities.LongCount(entity => ConditionEvaluator.Matches(condition, kind, entity));
            long actual = await run.Store.CountAsync(new StoreQuery(StoreLawRun.Tenant, kind.Kind) { Where = normal }, run.Token).ConfigureAwait(false);
            StoreLawRun.Expect(expected == actual, $"{expected} of {entities.Count} records match {condition}, in normal form {normal}; the store counts {actual}.");
        }
    }

    private static async Task OrderAsync(StoreLawRun run)
    {
        Parcel[] parcels = await AddAsync(run, run.KeylessParcels(Math.Clamp(run.Size / 2, 40, 500))).ConfigureAwait(false);
        foreach (FieldModel? field in NamedFields.Of(ConformanceModel.Parcel, run.Store.Descriptor).Prepend(null))
        {
            RecordId[] ascending =
            [
                .. parcels.OrderBy(parcel => field?.Get(parcel) ?? FieldValue.Null).ThenBy(static parcel => parcel.Id).Select(static parcel => parcel.Id),
            ];
            foreach (bool down in field is null ? [false] : new[] { false, true })
            {
                var query = new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind) { Order = field is null ? null : new RecordOrder(field.Id, down), Limit = 7 };
                List<StoredRecord> walked = await run.WalkAsync(query).ConfigureAwait(false);
                StoreLawRun.Expect(
                    walked.Select(static record => record.Id).SequenceEqual(down ? ascending.Reverse() : ascending),
                    $"The order by {field?.Id.Name ?? "id"}{(down ? " descending" : string.Empty)} is another: {string.Join(", ", walked.Select(record => field?.Get(record.Entity).ToString() ?? record.Id.ToString()))}.");
            }
        }
    }

    private static async Task PagesAsync(StoreLawRun run)
    {
        Parcel[] parcels = await AddAsync(run, run.KeylessParcels(60)).ConfigureAwait(false);
        foreach (FieldModel field in NamedFields.Of(ConformanceModel.Parcel, run.Store.Descriptor))
        {
            foreach (bool down in new[] { false, true })
            {
                List<RecordId> seen = [];
                HashSet<RecordId> touched = [];
                StoreQuery? next = new(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind) { Order = new RecordOrder(field.Id, down), Limit = 5 };
                while (next is not null)
                {
                    RecordPage page = await run.Store.QueryAsync(next, run.Token).ConfigureAwait(false);
                    seen.AddRange(page.Records.Select(static record => record.Id));

                    // One record is deleted, by preference the one that the cursor stands on, and one added: each walk sees the others all the same.
                    StoredRecord? gone = page.Records.Count > 0 ? page.Records[^1] : null;
                    Parcel added = run.KeylessParcels(1)[0];
                    touched.Add(added.Id);
                    var batch = new KeyedBatch(StoreLawRun.Tenant).Add(added);
                    if (gone is not null)
                    {
                        touched.Add(gone.Id);
                        batch.Delete(gone);
                    }

                    await run.CommitAsync(batch).ConfigureAwait(false);
                    next = page.Next is { } after ? next with { After = after } : null;
                }

                StoreLawRun.Expect(seen.Distinct().Count() == seen.Count, $"A record came twice in a walk by {field.Id}.");
                StoreLawRun.Expect(
                    parcels.All(parcel => touched.Contains(parcel.Id) || seen.Contains(parcel.Id)),
                    $"A walk by {field.Id}{(down ? " descending" : string.Empty)} lost a record that nobody touched.");
                List<StoredRecord> left = await run.WalkAsync(new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind)).ConfigureAwait(false);
                parcels = [.. left.Select(static record => (Parcel)record.Entity)];
            }
        }
    }

    private static async Task CountAsync(StoreLawRun run)
    {
        await AddAsync(run, run.KeylessParcels(30)).ConfigureAwait(false);
        var query = new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind) { Order = new RecordOrder("grams", Descending: true), Limit = 4 };
        RecordPage first = await run.Store.QueryAsync(query, run.Token).ConfigureAwait(false);
        long count = await run.Store.CountAsync(query with { After = first.Next }, run.Token).ConfigureAwait(false);
        StoreLawRun.Expect(count == 30, $"30 records were added, and {count} are counted.");
    }

    private static async Task FindAsync(StoreLawRun run)
    {
        Parcel[] parcels = await AddAsync(run, run.KeylessParcels(50)).ConfigureAwait(false);
        RecordId[] asked = [.. Enumerable.Range(0, 3_000).Select(i => i % 7 == 0 ? RecordId.New() : parcels[run.Random.Next(parcels.Length)].Id)];
        IReadOnlyList<StoredRecord?> answered = await run.Store.FindAsync(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind, asked, run.Token).ConfigureAwait(false);
        StoreLawRun.Expect(answered.Count == asked.Length, $"{asked.Length} ids were asked for and {answered.Count} answers came.");
        var byId = parcels.ToDictionary(static parcel => parcel.Id);
        for (int i = 0; i < asked.Length; i++)
        {
            if (byId.TryGetValue(asked[i], out Parcel? parcel))
            {
                StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, parcel, answered[i]);
            }
            else
            {
                StoreLawRun.Expect(answered[i] is null, $"Answer {i} is {StoreText.Of(answered[i])} for an id that nobody has.");
            }
        }

        IReadOnlyList<StoredRecord?> none = await run.Store.FindAsync(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind, [], run.Token).ConfigureAwait(false);
        StoreLawRun.Expect(none.Count == 0, "Nothing was asked for and something was answered.");
        StoreLawRun.Expect(await run.FindAsync(ConformanceModel.Memo, parcels[0].Id).ConfigureAwait(false) is null, "A record was found under another kind.");
    }

    private static async Task LargeConditionsAsync(StoreLawRun run)
    {
        Parcel[] parcels = [.. Enumerable.Range(0, 40).Select(static i => new Parcel { Id = RecordId.New(), Number = $"n{i}", Grams = i, Sender = i % 2 == 0 ? RecordId.New() : null })];
        await AddAsync(run, parcels).ConfigureAwait(false);
        FieldValue[] manyNumbers = [.. Enumerable.Range(20, 5_000).Select(static i => FieldValue.Of($"n{i}"))];
        await ExpectCountAsync(Condition.IsIn("number", manyNumbers), 20).ConfigureAwait(false);
        await ExpectCountAsync(Condition.Not(Condition.IsIn("grams", [.. Enumerable.Range(10, 500).Select(static i => FieldValue.Of(i))])), 10).ConfigureAwait(false);
        await ExpectCountAsync(Condition.IsIn("sender", [.. Enumerable.Range(0, 2_000).Select(static _ => FieldValue.Of(RecordId.New())), .. parcels.Select(static p => FieldValue.Of(p.Sender))]), 20).ConfigureAwait(false);
        await ExpectCountAsync(Condition.Any([.. Enumerable.Range(0, 200).Select(static i => Condition.All(Condition.Is("grams", Comparison.GreaterOrEqual, FieldValue.Of(i)), Condition.Is("grams", Comparison.Less, FieldValue.Of(i + 1))))]), 40).ConfigureAwait(false);
        Condition deep = Condition.Equal("grams", FieldValue.Of(3));
        for (int i = 0; i < 40; i++)
        {
            deep = i % 2 == 0 ? Condition.All(deep, Condition.Has("grams")) : Condition.Any(deep, Condition.HasNo("number"));
        }

        await ExpectCountAsync(deep, 1).ConfigureAwait(false);

        async Task ExpectCountAsync(Condition condition, long expected)
        {
            var query = new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind) { Where = ConditionNormalizer.Normalize(condition) };
            long counted = await run.Store.CountAsync(query, run.Token).ConfigureAwait(false);
            RecordPage page = await run.Store.QueryAsync(query, run.Token).ConfigureAwait(false);
            StoreLawRun.Expect(counted == expected && page.Records.Count == expected, $"{expected} records match; {counted} are counted and {page.Records.Count} answered.");
        }
    }

    private static async Task WrongRequestsAsync(StoreLawRun run)
    {
        var query = new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind);
        await RefusedAsync(StorageErrorCodes.UnknownField, query with { Kind = new RecordKind("nobody.knows") }).ConfigureAwait(false);
        await RefusedAsync(StorageErrorCodes.UnknownField, query with { Where = Condition.Has("colour") }).ConfigureAwait(false);
        await RefusedAsync(StorageErrorCodes.UnknownField, query with { Where = Condition.HasNo("label") }).ConfigureAwait(false);
        await RefusedAsync(StorageErrorCodes.UnknownField, query with { Where = Condition.Equal("grams", FieldValue.Of("5")) }).ConfigureAwait(false);
        await RefusedAsync(StorageErrorCodes.UnknownField, query with { Order = new RecordOrder("colour") }).ConfigureAwait(false);
        await RefusedAsync(StorageErrorCodes.UnknownField, query with { Order = new RecordOrder("due"), After = new PageCursor(FieldValue.Of(1), RecordId.New()) }).ConfigureAwait(false);
        await RefusedAsync(StorageErrorCodes.BadPage, query with { Limit = 0 }).ConfigureAwait(false);
        await RefusedAsync(StorageErrorCodes.BadPage, query with { Limit = StoreQuery.MaxLimit + 1 }).ConfigureAwait(false);
        await RefusedAsync(ErrorCodes.BadText, query with { Where = Condition.Equal("number", FieldValue.Of("a\0b")) }).ConfigureAwait(false);
        await run.Store.QueryAsync(query with { Limit = StoreQuery.MaxLimit }, run.Token).ConfigureAwait(false);

        async Task RefusedAsync(string code, StoreQuery wrong)
        {
            try
            {
                await run.Store.QueryAsync(wrong, run.Token).ConfigureAwait(false);
            }
            catch (CrmException error) when (error.Code == code)
            {
                return;
            }

            throw new LawViolationException($"{StoreText.Of(wrong)} should be refused with {code}, and was answered.");
        }
    }

    private static async Task<Parcel[]> AddAsync(StoreLawRun run, Parcel[] parcels)
    {
        await run.CommitAsync(parcels.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, parcel) => batch.Add(parcel))).ConfigureAwait(false);
        return parcels;
    }
}
