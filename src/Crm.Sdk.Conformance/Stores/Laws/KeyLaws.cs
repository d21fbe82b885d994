using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Rule 5: unique keys.</summary>
internal static class KeyLaws
{
    public static IEnumerable<ConformanceLaw<IStoreFixture>> All { get; } =
    [
        StoreLaw.Of("releases-count-before-claims", "Records may swap their keys or hand them on in a circle in one batch.", CircleAsync),
        StoreLaw.Of("only-the-holder-releases", "A release in the name of a record that does not hold the key frees nothing.", OnlyHolderAsync),
        StoreLaw.Of("a-released-key-can-be-taken", "A key is free after its record gave it up or was deleted, and not before.", ReleasedAsync),
        StoreLaw.Of("keys-are-exact", "Keys that differ by case, by blanks, by accents or by how two fields are cut are different keys; a key with a missing part clashes with none.", ExactAsync),
    ];

    private static async Task CircleAsync(StoreLawRun run)
    {
        Parcel[] circle = [.. Enumerable.Range(0, 5).Select(static i => new Parcel { Id = RecordId.New(), Number = $"n{i}", Depot = "d", Shelf = i })];
        await run.CommitAsync(circle.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, parcel) => batch.Add(parcel))).ConfigureAwait(false);
        for (int round = 1; round <= 4; round++)
        {
            Parcel[] turned = [.. circle.Select((parcel, i) => parcel with { Number = circle[(i + 1) % 5].Number, Shelf = circle[(i + 2) % 5].Shelf })];
            var batch = new KeyedBatch(StoreLawRun.Tenant);
            for (int i = 0; i < 5; i++)
            {
                batch.Write(circle[i], round, turned[i]);
            }

            await run.CommitAsync(batch).ConfigureAwait(false);
            circle = turned;
        }

        foreach (Parcel parcel in circle)
        {
            CommitResult clash = await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = parcel.Number }).Build(), run.Token).ConfigureAwait(false);
            StoreLawRun.ExpectAnswer(Clash("number", parcel.Number!, parcel.Id), clash);
        }
    }

    private static async Task OnlyHolderAsync(StoreLawRun run)
    {
        var holder = new Parcel { Id = RecordId.New(), Number = "n" };
        var other = new Parcel { Id = RecordId.New(), Number = "n" };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(holder)).ConfigureAwait(false);

        CommitResult answer = await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(other).ReleaseInVain(null, other).Build(), run.Token).ConfigureAwait(false);

        StoreLawRun.ExpectAnswer(Clash("number", "n", holder.Id), answer);
    }

    private static async Task ReleasedAsync(StoreLawRun run)
    {
        var first = new Parcel { Id = RecordId.New(), Number = "n", Depot = "d", Shelf = 1 };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(first)).ConfigureAwait(false);
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Write(first, 1, first with { Number = null })).ConfigureAwait(false);
        var second = new Parcel { Id = RecordId.New(), Number = "n" };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(second)).ConfigureAwait(false);
        StoreLawRun.ExpectAnswer(
            Clash("place", ConformanceModel.Parcel.UniqueKeys[1].ValueOf(first)!, first.Id),
            await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Depot = "d", Shelf = 1 }).Build(), run.Token).ConfigureAwait(false));
        await run.ReopenAsync().ConfigureAwait(false);
        StoreLawRun.ExpectAnswer(
            Clash("number", "n", second.Id),
            await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = "n" }).Build(), run.Token).ConfigureAwait(false));
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Delete(second, 1).Add(new Parcel { Id = RecordId.New(), Number = "n" })).ConfigureAwait(false);
        await run.CommitAsync(new KeyedBatch(StoreLawRun.OtherTenant).Add(new Parcel { Id = RecordId.New(), Number = "n", Depot = "d", Shelf = 1 })).ConfigureAwait(false);
    }

    private static async Task ExactAsync(StoreLawRun run)
    {
        string[] numbers = ["n", "N", "n ", " n", "ñ", "", "%", "_", "straße", "strasse", "２", "2", "\U0001F600", "\uFB01", "fi"];
        var batch = new KeyedBatch(StoreLawRun.Tenant);
        foreach (string number in numbers)
        {
            batch.Add(new Parcel { Id = RecordId.New(), Number = number });
            batch.Add(new Parcel { Id = RecordId.New() });
            batch.Add(new Parcel { Id = RecordId.New(), Depot = number });
            batch.Add(new Parcel { Id = RecordId.New(), Depot = number, Shelf = 1 });
            batch.Add(new Parcel { Id = RecordId.New(), Depot = number, Shelf = 11 });
            batch.Add(new Parcel { Id = RecordId.New(), Depot = number + "1", Shelf = 1 });
            batch.Add(new Parcel { Id = RecordId.New(), Shelf = 1 });
        }

        await run.CommitAsync(batch).ConfigureAwait(false);
        foreach (string number in numbers)
        {
            CommitResult answer = await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = number }).Build(), run.Token).ConfigureAwait(false);
            StoreLawRun.Expect(answer is CommitResult.UniqueConflict, $"The number '{number}' was taken and could be taken again.");
        }
    }

    private static CommitResult.UniqueConflict Clash(string key, string value, RecordId holder) => new([new KeyClash(new UniqueKey(ConformanceModel.Parcel.Kind, key, value), holder)]);
}
