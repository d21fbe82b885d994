using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Rules 1, 2, 3, 4 and 6: whole or not at all, once, in versions, in order.</summary>
internal static class CommitLaws
{
    public static IEnumerable<ConformanceLaw<IStoreFixture>> All { get; } =
    [
        StoreLaw.Of("a-batch-is-applied-whole-or-not-at-all", "Where one record or key speaks against a batch, no other part of it is applied.", WholeOrNotAsync),
        StoreLaw.Of("a-committed-id-commits-once", "A commit id that was committed is answered as the first time and changes nothing, whatever the batch holds now, also after reopening.", OnceAsync),
        StoreLaw.Of("a-conflict-is-not-remembered", "A commit id that was answered with a conflict is judged anew when it is asked again.", ConflictForgottenAsync),
        StoreLaw.Of("versions-count-from-one", "A record is stored as the expected version + 1; 0 expects that there is none; any other version is a mismatch, also where the record is deleted or only read.", VersionsAsync),
        StoreLaw.Of("all-mismatches-then-all-clashes", "All version mismatches are reported, by kind and id; only where there is none, all key clashes, in the order of the claims.", OrderOfAnswersAsync),
        StoreLaw.Of("positions-grow", "Each commit of a tenant has a greater position than all before, also after reopening.", PositionsAsync),
        StoreLaw.Of("an-empty-batch-is-a-commit", "A batch without records is committed and has a position.", EmptyAsync),
    ];

    private static async Task WholeOrNotAsync(StoreLawRun run)
    {
        var holder = new Parcel { Id = RecordId.New(), Number = "taken" };
        var free = new Parcel { Id = RecordId.New(), Number = "free" };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(holder).Add(free)).ConfigureAwait(false);
        StoredRecord current = await run.RequireAsync(ConformanceModel.Parcel, free.Id).ConfigureAwait(false);
        var memo = new Memo { Id = RecordId.New(), Slug = "memo" };

        KeyedBatch Most() => new KeyedBatch(StoreLawRun.Tenant).Add(memo).Change(current, free with { Number = "changed", Grams = 1 });
        CommitResult mismatch = await run.Store.CommitAsync(Most().Write(null, 7, holder).Build(), run.Token).ConfigureAwait(false);
        CommitResult clash = await run.Store.CommitAsync(Most().Add(new Parcel { Id = RecordId.New(), Number = "taken" }).Build(), run.Token).ConfigureAwait(false);
        CommitResult @checked = await run.Store.CommitAsync(Most().Check(ConformanceModel.Parcel, holder.Id, 2).Build(), run.Token).ConfigureAwait(false);

        StoreLawRun.Expect(mismatch is CommitResult.VersionConflict && @checked is CommitResult.VersionConflict, "A wrong version must be a version conflict.");
        StoreLawRun.Expect(clash is CommitResult.UniqueConflict, "A taken key must be a unique conflict.");
        StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, free, await run.FindAsync(ConformanceModel.Parcel, free.Id).ConfigureAwait(false));
        StoreLawRun.Expect(await run.FindAsync(ConformanceModel.Memo, memo.Id).ConfigureAwait(false) is null, "A batch with a conflict left a record behind.");
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = "changed" }).Add(new Memo { Id = RecordId.New(), Slug = "memo" })).ConfigureAwait(false);
        CommitResult stillHeld = await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = "free" }).Build(), run.Token).ConfigureAwait(false);
        StoreLawRun.Expect(stillHeld is CommitResult.UniqueConflict, "A batch with a conflict gave up a key.");
    }

    private static async Task OnceAsync(StoreLawRun run)
    {
        var first = new Parcel { Id = RecordId.New(), Number = "n", Grams = 1 };
        CommitBatch batch = new KeyedBatch(StoreLawRun.Tenant).Add(first).Build();
        long position = await run.CommitAsync(batch).ConfigureAwait(false);
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Memo { Id = RecordId.New() })).ConfigureAwait(false);

        var other = new Parcel { Id = RecordId.New(), Number = "n" };
        CommitBatch sameId = new KeyedBatch(StoreLawRun.Tenant).Add(other).Build(batch.CommitId);
        for (int round = 0; round < 2; round++)
        {
            StoreLawRun.ExpectAnswer(new CommitResult.Committed(position), await run.Store.CommitAsync(batch, run.Token).ConfigureAwait(false));
            StoreLawRun.ExpectAnswer(new CommitResult.Committed(position), await run.Store.CommitAsync(sameId, run.Token).ConfigureAwait(false));
            StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, first, await run.FindAsync(ConformanceModel.Parcel, first.Id).ConfigureAwait(false));
            StoreLawRun.Expect(await run.FindAsync(ConformanceModel.Parcel, other.Id).ConfigureAwait(false) is null, "A repeated commit id was applied.");
            await run.ReopenAsync().ConfigureAwait(false);
        }

        await run.CommitAsync(new KeyedBatch(StoreLawRun.OtherTenant).Add(other).Build(batch.CommitId)).ConfigureAwait(false);
        StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, other, await run.FindAsync(ConformanceModel.Parcel, other.Id, StoreLawRun.OtherTenant).ConfigureAwait(false));
    }

    private static async Task ConflictForgottenAsync(StoreLawRun run)
    {
        var parcel = new Parcel { Id = RecordId.New(), Number = "n" };
        CommitBatch early = new KeyedBatch(StoreLawRun.Tenant).Write(null, 1, parcel with { Number = null, Grams = 2 }).Build();
        CommitBatch clashing = new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = "n" }).Build();
        StoreLawRun.ExpectAnswer(
            new CommitResult.VersionConflict([new VersionMismatch(new RecordRef(ConformanceModel.Parcel.Kind, parcel.Id), 1, 0)]),
            await run.Store.CommitAsync(early, run.Token).ConfigureAwait(false));
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcel)).ConfigureAwait(false);
        StoreLawRun.Expect(await run.Store.CommitAsync(clashing, run.Token).ConfigureAwait(false) is CommitResult.UniqueConflict, "A taken key must be a unique conflict.");

        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Change(new StoredRecord(ConformanceModel.Parcel.Kind, parcel.Id, 1, parcel), parcel with { Number = null })).ConfigureAwait(false);
        await run.CommitAsync(clashing).ConfigureAwait(false);
        CommitResult late = await run.Store.CommitAsync(early, run.Token).ConfigureAwait(false);
        StoreLawRun.ExpectAnswer(new CommitResult.VersionConflict([new VersionMismatch(new RecordRef(ConformanceModel.Parcel.Kind, parcel.Id), 1, 2)]), late);
    }

    private static async Task VersionsAsync(StoreLawRun run)
    {
        Parcel parcel = run.KeylessParcels(1)[0];
        RecordRef record = new(ConformanceModel.Parcel.Kind, parcel.Id);
        for (long actual = 0; actual < 4; actual++)
        {
            for (long expected = 0; expected < 6; expected++)
            {
                if (expected == actual)
                {
                    continue;
                }

                CommitResult mismatch = new CommitResult.VersionConflict([new VersionMismatch(record, expected, actual)]);
                StoreLawRun.ExpectAnswer(mismatch, await AskAsync(new KeyedBatch(StoreLawRun.Tenant).Write(null, expected, parcel)).ConfigureAwait(false));
                StoreLawRun.ExpectAnswer(mismatch, await AskAsync(new KeyedBatch(StoreLawRun.Tenant).Check(ConformanceModel.Parcel, parcel.Id, expected)).ConfigureAwait(false));
                if (expected > 0)
                {
                    StoreLawRun.ExpectAnswer(mismatch, await AskAsync(new KeyedBatch(StoreLawRun.Tenant).DeleteAbsent(ConformanceModel.Parcel, parcel.Id, expected)).ConfigureAwait(false));
                }
            }

            await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Check(ConformanceModel.Parcel, parcel.Id, actual)).ConfigureAwait(false);
            parcel = parcel with { Grams = actual };
            await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Write(null, actual, parcel)).ConfigureAwait(false);
            StoreLawRun.ExpectKept(ConformanceModel.Parcel, actual + 1, parcel, await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false));
        }

        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Delete(parcel, 4)).ConfigureAwait(false);
        StoreLawRun.Expect(await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false) is null, "A deleted record is still found.");
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Check(ConformanceModel.Parcel, parcel.Id, 0)).ConfigureAwait(false);

        Task<CommitResult> AskAsync(KeyedBatch batch) => run.Store.CommitAsync(batch.Build(), run.Token);
    }

    private static async Task OrderOfAnswersAsync(StoreLawRun run)
    {
        Parcel[] parcels = [.. Enumerable.Range(0, 6).Select(static i => new Parcel { Id = RecordId.New(), Number = $"n{i}" })];
        Memo memo = new() { Id = RecordId.New(), Slug = "s" };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcels[0]).Add(parcels[1]).Add(memo)).ConfigureAwait(false);

        KeyedBatch Clashing() => new KeyedBatch(StoreLawRun.Tenant)
            .Add(parcels[2] with { Number = "n1" })
            .Add(parcels[3] with { Number = "n0" })
            .Add(parcels[4] with { Number = "new" })
            .Add(parcels[5] with { Number = "new" })
            .Add(new Memo { Id = RecordId.New(), Slug = "s" });
        CommitResult versions = await run.Store.CommitAsync(
            Clashing().Write(parcels[1], 5, parcels[1]).Delete(parcels[0], 3).Check(ConformanceModel.Memo, memo.Id, 0).Build(), run.Token).ConfigureAwait(false);
        CommitResult keys = await run.Store.CommitAsync(Clashing().Build(), run.Token).ConfigureAwait(false);

        StoreLawRun.ExpectAnswer(
            new CommitResult.VersionConflict(
            [
                new VersionMismatch(new RecordRef(ConformanceModel.Memo.Kind, memo.Id), 0, 1),
                new VersionMismatch(new RecordRef(ConformanceModel.Parcel.Kind, parcels[0].Id), 3, 1),
                new VersionMismatch(new RecordRef(ConformanceModel.Parcel.Kind, parcels[1].Id), 5, 1),
            ]),
            versions);
        StoreLawRun.ExpectAnswer(
            new CommitResult.UniqueConflict(
            [
                new KeyClash(new UniqueKey(ConformanceModel.Parcel.Kind, "number", "n1"), parcels[1].Id),
                new KeyClash(new UniqueKey(ConformanceModel.Parcel.Kind, "number", "n0"), parcels[0].Id),
                new KeyClash(new UniqueKey(ConformanceModel.Parcel.Kind, "number", "new"), parcels[4].Id),
                new KeyClash(new UniqueKey(ConformanceModel.Memo.Kind, "slug", "s"), memo.Id),
            ]),
            keys);
    }

    private static async Task PositionsAsync(StoreLawRun run)
    {
        var last = new Dictionary<TenantId, long>();
        for (int i = 0; i < Math.Clamp(run.Size / 10, 5, 100); i++)
        {
            TenantId tenant = run.Random.Next(3) == 0 ? StoreLawRun.OtherTenant : StoreLawRun.Tenant;
            long position = await run.CommitAsync(new KeyedBatch(tenant).Add(new Memo { Id = RecordId.New() })).ConfigureAwait(false);
            StoreLawRun.Expect(position > last.GetValueOrDefault(tenant, long.MinValue), $"Position {position} came after {last.GetValueOrDefault(tenant)}.");
            last[tenant] = position;
            if (i == 3)
            {
                await run.ReopenAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task EmptyAsync(StoreLawRun run)
    {
        long first = await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant)).ConfigureAwait(false);
        CommitBatch again = new KeyedBatch(StoreLawRun.Tenant).Build();
        long second = await run.CommitAsync(again).ConfigureAwait(false);
        StoreLawRun.Expect(second > first, $"Position {second} came after {first}.");
        StoreLawRun.ExpectAnswer(new CommitResult.Committed(second), await run.Store.CommitAsync(again, run.Token).ConfigureAwait(false));
    }
}
