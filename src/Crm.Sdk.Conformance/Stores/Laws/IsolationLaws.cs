using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using FsCheck.Fluent;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Rules 10 and 11: tenants apart, entities as they were.</summary>
internal static class IsolationLaws
{
    public static IEnumerable<ConformanceLaw<IStoreFixture>> All { get; } =
    [
        StoreLaw.Of("tenants-are-apart", "The same ids and keys in two tenants are different records; no read, count, key or delete of one tenant meets the other.", TenantsAsync),
        StoreLaw.Of("entities-come-back-as-they-went-in", "Entities of both kinds, with every type at the ends of its range and unkind texts, come back as their serialiser says, also after changes and reopening.", EntitiesAsync),
        StoreLaw.Of("customers-and-orders-come-back", "The SDK's own customers and orders come back as they went in, also after reopening.", CustomersAndOrdersAsync),
        StoreLaw.Of("long-texts-fit", "Texts of their greatest length, in whatever script, long lists and large payloads come back whole.", LongAsync),
        StoreLaw.Of("large-batches-fit", "A batch of thousands of records, up to what the store says it takes, is one commit.", LargeBatchAsync),
    ];

    private static async Task TenantsAsync(StoreLawRun run)
    {
        var shared = new Parcel { Id = RecordId.New(), Number = "n", Grams = 1 };
        await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(shared)).ConfigureAwait(false);
        Parcel mine = shared with { Grams = 2 };
        StoreLawRun.Expect(await run.FindAsync(ConformanceModel.Parcel, shared.Id, StoreLawRun.OtherTenant).ConfigureAwait(false) is null, "A record is found in another tenant.");
        await run.CommitAsync(new KeyedBatch(StoreLawRun.OtherTenant).Check(ConformanceModel.Parcel, shared.Id, 0)).ConfigureAwait(false);
        await run.CommitAsync(new KeyedBatch(StoreLawRun.OtherTenant).Add(mine)).ConfigureAwait(false);
        await run.CommitAsync(new KeyedBatch(StoreLawRun.OtherTenant).Write(mine, 1, mine with { Number = null })).ConfigureAwait(false);
        StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, shared, await run.FindAsync(ConformanceModel.Parcel, shared.Id).ConfigureAwait(false));
        StoreLawRun.Expect(
            await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Number = "n" }).Build(), run.Token).ConfigureAwait(false) is CommitResult.UniqueConflict,
            "A key was released by another tenant.");
        foreach (TenantId tenant in new[] { StoreLawRun.Tenant, StoreLawRun.OtherTenant, new("Acme") })
        {
            long expected = tenant.Value == "Acme" ? 0 : 1;
            var query = new StoreQuery(tenant, ConformanceModel.Parcel.Kind) { Order = new RecordOrder("grams") };
            long counted = await run.Store.CountAsync(query, run.Token).ConfigureAwait(false);
            RecordPage page = await run.Store.QueryAsync(query, run.Token).ConfigureAwait(false);
            StoreLawRun.Expect(counted == expected && page.Records.Count == expected, $"Tenant '{tenant}' has {expected} records; {counted} are counted and {page.Records.Count} answered.");
        }

        await run.CommitAsync(new KeyedBatch(StoreLawRun.OtherTenant).Delete(mine with { Number = null }, 2)).ConfigureAwait(false);
        StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, shared, await run.FindAsync(ConformanceModel.Parcel, shared.Id).ConfigureAwait(false));
    }

    private static async Task EntitiesAsync(StoreLawRun run)
    {
        int count = Math.Clamp(run.Size, 50, 500);
        Parcel[] parcels = run.KeylessParcels(count), changed = run.KeylessParcels(count);
        Memo[] memos = [.. run.Sample(ConformanceGen.Memo(default), count).Select(static memo => memo with { Id = RecordId.New(), Slug = null })];
        var add = new KeyedBatch(StoreLawRun.Tenant);
        var change = new KeyedBatch(StoreLawRun.Tenant);
        for (int i = 0; i < count; i++)
        {
            add.Add(parcels[i]).Add(memos[i]);
            changed[i] = changed[i] with { Id = parcels[i].Id };
            change.Write(parcels[i], 1, changed[i]);
        }

        await run.CommitAsync(add).ConfigureAwait(false);
        await ExpectAllAsync(1, parcels).ConfigureAwait(false);
        await run.CommitAsync(change).ConfigureAwait(false);
        await ExpectAllAsync(2, changed).ConfigureAwait(false);
        await run.ReopenAsync().ConfigureAwait(false);
        await ExpectAllAsync(2, changed).ConfigureAwait(false);

        async Task ExpectAllAsync(long version, Parcel[] expected)
        {
            await ExpectAsync(ConformanceModel.Parcel, version, expected).ConfigureAwait(false);
            await ExpectAsync(ConformanceModel.Memo, 1, memos).ConfigureAwait(false);
        }

        async Task ExpectAsync(KindModel kind, long version, IReadOnlyList<object> expected)
        {
            IReadOnlyList<StoredRecord?> found = await run.Store.FindAsync(StoreLawRun.Tenant, kind.Kind, [.. expected.Select(kind.IdOf)], run.Token).ConfigureAwait(false);
            Dictionary<RecordId, StoredRecord> queried = (await run.WalkAsync(new StoreQuery(StoreLawRun.Tenant, kind.Kind) { Limit = 100 }).ConfigureAwait(false)).ToDictionary(static record => record.Id);
            for (int i = 0; i < expected.Count; i++)
            {
                StoreLawRun.ExpectKept(kind, version, expected[i], found[i]);
                StoreLawRun.ExpectKept(kind, version, expected[i], queried.GetValueOrDefault(kind.IdOf(expected[i])));
            }
        }
    }

    private static async Task CustomersAndOrdersAsync(StoreLawRun run)
    {
        int count = Math.Clamp(run.Size / 2, 25, 250);
        Customer[] customers = run.Sample(CustomerGen.Any(), count);
        Order[] orders = run.Sample(OrderGen.Any(customers: Gen.Elements(customers).Select(static customer => customer.Id)), count);
        await run.CommitAsync(customers.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, customer) => batch.Add(customer))).ConfigureAwait(false);
        await run.CommitAsync(orders.Aggregate(new KeyedBatch(StoreLawRun.Tenant), static (batch, order) => batch.Add(order))).ConfigureAwait(false);
        for (int round = 0; round < 2; round++)
        {
            await ExpectAsync(CustomerModel.Kind, customers).ConfigureAwait(false);
            await ExpectAsync(OrderModel.Kind, orders).ConfigureAwait(false);
            await run.ReopenAsync().ConfigureAwait(false);
        }

        async Task ExpectAsync(KindModel kind, IReadOnlyList<object> expected)
        {
            IReadOnlyList<StoredRecord?> found = await run.Store.FindAsync(StoreLawRun.Tenant, kind.Kind, [.. expected.Select(kind.IdOf)], run.Token).ConfigureAwait(false);
            for (int i = 0; i < expected.Count; i++)
            {
                StoreLawRun.Expect(expected[i].Equals(found[i]?.Entity), $"There should be {expected[i]}, and there is {found[i]?.Entity}.");
            }
        }
    }

    private static async Task LongAsync(StoreLawRun run)
    {
        const int length = 256;
        string[] texts = [new('a', length), new('中', length), string.Concat(Enumerable.Repeat("\U0001F600", length / 2)), string.Concat(Enumerable.Repeat("\"", length)), new('\uFFFD', length)];
        foreach (string text in texts)
        {
            var parcel = new Parcel
            {
                Id = RecordId.New(),
                Number = text,
                Depot = text,
                Shelf = 1,
                Remark = text,
                Label = string.Concat(Enumerable.Repeat(text, 100)),
                Items = [.. Enumerable.Range(0, 300).Select(i => new ParcelItem(text, i, null, null, null, null, null))],
            };
            var memo = new Memo { Id = RecordId.New(), Title = text, Slug = text, Body = string.Concat(Enumerable.Repeat(text, 1_000)) };
            await run.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(parcel).Add(memo)).ConfigureAwait(false);
            StoreLawRun.ExpectKept(ConformanceModel.Parcel, 1, parcel, await run.FindAsync(ConformanceModel.Parcel, parcel.Id).ConfigureAwait(false));
            StoreLawRun.ExpectKept(ConformanceModel.Memo, 1, memo, await run.FindAsync(ConformanceModel.Memo, memo.Id).ConfigureAwait(false));
            long found = await run.Store.CountAsync(new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Memo.Kind) { Where = Condition.Equal("title", FieldValue.Of(text)) }, run.Token).ConfigureAwait(false);
            StoreLawRun.Expect(found == 1, $"One record has the long title '{text[..2]}…', and {found} are counted.");
            StoreLawRun.Expect(
                await run.Store.CommitAsync(new KeyedBatch(StoreLawRun.Tenant).Add(new Parcel { Id = RecordId.New(), Depot = text, Shelf = 1 }).Build(), run.Token).ConfigureAwait(false) is CommitResult.UniqueConflict,
                "A long key could be taken twice.");
        }
    }

    private static async Task LargeBatchAsync(StoreLawRun run)
    {
        int most = run.Store.Descriptor.MaxRecordsPerBatch;
        StoreLawRun.Expect(most >= 1_000, $"The store takes {most} records in a batch; 1,000 are the least.");
        int count = Math.Min(most, 5_000) / 2;
        Parcel[] parcels = [.. Enumerable.Range(0, count).Select(static i => new Parcel { Id = RecordId.New(), Number = $"n{i}", Grams = i, Items = [new ParcelItem("sku", i, null, null, null, null, null)] })];
        var add = new KeyedBatch(StoreLawRun.Tenant);
        var change = new KeyedBatch(StoreLawRun.Tenant);
        var mixed = new KeyedBatch(StoreLawRun.Tenant);
        for (int i = 0; i < count; i++)
        {
            Parcel changed = parcels[i] with { Number = $"n{(i + 1) % count}" };
            add.Add(parcels[i]).Check(ConformanceModel.Memo, RecordId.New(), 0);
            change.Write(parcels[i], 1, changed);
            mixed = i % 2 == 0 ? mixed.Delete(changed, 2) : mixed.Check(ConformanceModel.Parcel, parcels[i].Id, 2);
        }

        await run.CommitAsync(add).ConfigureAwait(false);
        await run.CommitAsync(change).ConfigureAwait(false);
        await run.CommitAsync(mixed).ConfigureAwait(false);

        StoredRecord[] left = [.. await run.WalkAsync(new StoreQuery(StoreLawRun.Tenant, ConformanceModel.Parcel.Kind) { Order = new RecordOrder("grams"), Limit = 1_000 }).ConfigureAwait(false)];
        StoreLawRun.Expect(left.Length == count / 2, $"{count / 2} records should be left, and there are {left.Length}.");
        for (int i = 0; i < left.Length; i++)
        {
            Parcel parcel = parcels[(2 * i) + 1];
            StoreLawRun.ExpectKept(ConformanceModel.Parcel, 2, parcel with { Number = $"n{(parcel.Grams + 1) % count}" }, left[i]);
        }
    }
}
