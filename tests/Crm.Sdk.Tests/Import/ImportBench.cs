using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Tests.Import;

/// <summary>A store in memory and the import service on it.</summary>
internal sealed class ImportBench
{
    public static readonly CrmScope Scope = new(TenantId.Default, "importer");

    public ImportBench(Func<ICrmStore, ICrmStore>? decorate = null)
    {
        Memory = new InMemoryStore(Clock);
        Memory.EnsureSchemaAsync(new ModelCatalogue(CoreModel.Kinds), SchemaMode.CreateOrExtend, CancellationToken.None).GetAwaiter().GetResult();
        Store = decorate?.Invoke(Memory) ?? Memory;
        Trail = new CommitTrail(Protector, new AuditHasher(default));
        Service = new ImportService(Store, Trail, Protector, Clock, Time, AttributeCatalogue.Standard);
    }

    public FakeClock Clock { get; } = FakeClock.AtUtc(2026, 5, 4, 12);

    public TimeProvider Time { get; } = new ImpatientTime();

    public InMemoryStore Memory { get; }

    public ICrmStore Store { get; }

    public CommitTrail Trail { get; }

    public UnencryptedProtector Protector { get; } = new();

    public ImportService Service { get; }

    public static string CdnowPath => RepositoryFolder.PathOf("samples", "Quickstart", "data", "cdnow_master.txt");

    /// <summary>The import of the real purchases as the command line asks for it.</summary>
    public static ImportRequest Cdnow(ImportSource? source = null) => new("orders", source ?? ImportSource.File(CdnowPath))
    {
        Format = ImportFormat.Blanks,
        DateFormat = "yyyyMMdd",
        Currency = Currency.Usd,
        CreateCustomers = true,
        SourceName = "cdnow_master.txt",
        Map = new Dictionary<string, string> { ["customer"] = "customer_id", ["date"] = "date", ["quantity"] = "number_of_cds", ["amount"] = "dollar_value" },
    };

    /// <summary>Rows of a text.</summary>
    public static ImportRequest Request(string kind, string text, string name = "rows.csv") => new(kind, ImportSource.Stream(new MemoryStream(Encoding.UTF8.GetBytes(text)), name))
    {
        Currency = Currency.Cny,
        CreateCustomers = true,
    };

    public Task<ImportReport> ImportAsync(ImportRequest request) => Service.ImportAsync(Scope, request, progress: null, CancellationToken.None);

    public async Task<IReadOnlyList<T>> AllAsync<T>(KindModel kind)
    {
        List<T> all = [];
        var query = new StoreQuery(Scope.Tenant, kind.Kind) { Limit = StoreQuery.MaxLimit };
        while (true)
        {
            RecordPage page = await Memory.QueryAsync(query, CancellationToken.None);
            all.AddRange(page.Records.Select(static record => (T)record.Entity));
            if (page.Next is null)
            {
                return all;
            }

            query = query with { After = page.Next };
        }
    }

    public Task<IReadOnlyList<Customer>> CustomersAsync() => AllAsync<Customer>(CustomerModel.Kind);

    public Task<IReadOnlyList<Order>> OrdersAsync() => AllAsync<Order>(OrderModel.Kind);

    /// <summary>Customers and orders by key, without what differs from run to run: ids, times, runs.</summary>
    public async Task<string> StateAsync()
    {
        IReadOnlyList<Customer> customers = await CustomersAsync();
        Dictionary<CustomerId, string?> keys = customers.ToDictionary(static customer => customer.Id, static customer => customer.Key);
        var none = new CustomerId(Guid.Empty);
        IEnumerable<string> lines = customers
            .Select(customer => $"customer {customer with { Id = none, Origin = null }}")
            .Concat((await OrdersAsync()).Select(order => $"order {keys[order.Customer]} {order with { Id = new OrderId(Guid.Empty), Customer = none, Origin = null }}"))
            .Order(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>Every record of every kind with its version: what a write would change.</summary>
    public async Task<string> EverythingAsync()
    {
        var text = new StringBuilder();
        foreach (KindModel kind in CoreModel.Kinds)
        {
            var query = new StoreQuery(Scope.Tenant, kind.Kind) { Limit = StoreQuery.MaxLimit };
            for (RecordPage? page = null; page is null || page.Next is not null;)
            {
                page = await Memory.QueryAsync(query with { After = page?.Next }, CancellationToken.None);
                foreach (StoredRecord record in page.Records)
                {
                    text.Append(kind.Kind.Name).Append(record.Id).Append(record.Version).Append(Encoding.UTF8.GetString(kind.Serialise(record.Entity))).Append('\n');
                }
            }
        }

        return text.ToString();
    }
}
