using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Rules.Duplicates;
using Crm.Sdk.Storage;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>A base of customers in the reference store with the default rules.</summary>
internal sealed class DuplicateBase
{
    private const int ChunkSize = 10_000;

    private DuplicateBase(InMemoryStore store, DuplicateFinder finder)
    {
        Store = store;
        Finder = finder;
    }

    public static CrmScope Scope => SessionFixture.Ada;

    public InMemoryStore Store { get; }

    public DuplicateFinder Finder { get; }

    public static object[] DefaultRules(DuplicateRulesOptions? options = null)
    {
        IOptions<DuplicateRulesOptions> settings = Options.Create(options ?? new DuplicateRulesOptions());
        return [new NameMatchRule(settings), new IdentifierMatchRule(settings), new EmailMatchRule(), new PhoneMatchRule(), new AddressMatchRule(settings), new BirthdayMatchRule(), new ScoreActionRule(settings)];
    }

    public static async Task<DuplicateBase> OfAsync(IEnumerable<Customer> customers, params object[] rules)
    {
        var model = new ModelCatalogue(CoreModel.Kinds);
        var store = new InMemoryStore();
        await store.EnsureSchemaAsync(model, SchemaMode.CreateOrExtend, CancellationToken.None);
        foreach (Customer[] chunk in customers.Chunk(ChunkSize))
        {
            var batch = new CommitBatch(Scope.Tenant, RecordId.New().Value, Scope.Actor, Instant.FromUtc(2026, 1, 1, 0, 0), [.. chunk.Select(static customer => new RecordWrite(CustomerModel.Kind.Kind, customer.Id, 0, customer))]);
            _ = Xunit.Assert.IsType<CommitResult.Committed>(await store.CommitAsync(batch, CancellationToken.None));
        }

        return new DuplicateBase(store, new DuplicateFinder(store, model, new FixedExtensions(rules.Length == 0 ? DefaultRules() : rules)));
    }

    public async Task<List<DuplicatePair>> FindAsync(DuplicateOptions? options = null)
    {
        var pairs = new List<DuplicatePair>();
        await foreach (DuplicatePair pair in Finder.Search(Scope, options, null).PairsAsync(CancellationToken.None))
        {
            pairs.Add(pair);
        }

        return pairs;
    }
}
