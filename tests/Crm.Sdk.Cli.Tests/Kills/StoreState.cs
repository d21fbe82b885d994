using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Tests.Kills;

/// <summary>What a store holds, without what differs from run to run: ids, moments, runs. Two stores in the same state have equal ones.</summary>
internal sealed class StoreState
{
    private static readonly TenantId Tenant = TenantId.Default;

    /// <summary>The number of records by kind.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Customers and orders by key: a hash of all fields, and the version.</summary>
    public SortedDictionary<string, string> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>The versions that revisions lead to, by the key of their record.</summary>
    public SortedDictionary<string, string> Revisions { get; } = new(StringComparer.Ordinal);

    public static async Task<StoreState> ReadAsync(ICrmStore store)
    {
        var state = new StoreState();
        var keys = new Dictionary<RecordId, string>();
        foreach (KindModel kind in CoreModel.Kinds)
        {
            state.Counts[kind.Kind.Name] = await store.CountAsync(new StoreQuery(Tenant, kind.Kind), CancellationToken.None);
        }

        await foreach (StoredRecord record in AllAsync(store, CustomerModel.Kind))
        {
            var customer = (Customer)record.Entity;
            keys.Add(record.Id, customer.Key!);
            state.Add("customer " + customer.Key, record.Version, customer with { Id = default, Origin = null });
        }

        await foreach (StoredRecord record in AllAsync(store, OrderModel.Kind))
        {
            var order = (Order)record.Entity;
            keys.Add(record.Id, order.Key!);
            state.Add("order " + order.Key, record.Version, (keys[order.Customer], order with { Id = default, Customer = default, Origin = null }));
        }

        await foreach (StoredRecord record in AllAsync(store, RevisionModel.Kind))
        {
            var revision = (Revision)record.Entity;
            string key = $"{revision.Record.Kind} {keys[revision.Record.Id]}";
            state.Revisions[key] = $"{state.Revisions.GetValueOrDefault(key)} {revision.Version}";
        }

        return state;
    }

    /// <summary>The only run that is not the first: how far it is, or null where there is none yet.</summary>
    public static async Task<ImportRun?> RunAsync(ICrmStore store, string source)
    {
        RecordPage page = await store.QueryAsync(new StoreQuery(Tenant, ImportRunModel.Kind.Kind), CancellationToken.None);
        return page.Records.Select(static record => (ImportRun)record.Entity).SingleOrDefault(run => run.Source == source);
    }

    private static async IAsyncEnumerable<StoredRecord> AllAsync(ICrmStore store, KindModel kind)
    {
        var query = new StoreQuery(Tenant, kind.Kind) { Limit = StoreQuery.MaxLimit };
        for (RecordPage? page = null; page is null || page.Next is not null;)
        {
            page = await store.QueryAsync(query with { After = page?.Next }, CancellationToken.None);
            foreach (StoredRecord record in page.Records)
            {
                yield return record;
            }
        }
    }

    private void Add(string key, long version, object fields) => // a key that stands twice fails here
        Records.Add(key, $"{version} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields.ToString()!)))}");
}
