using Acme.DocumentStore;
using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Rules.Retail;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.PostgreSql;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.Synthetic;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Classification;

/// <summary>The same population has the same labels whatever store keeps it (CL-4).</summary>
public sealed class SameLabelsTests
{
    private static readonly CrmScope Scope = CrmScope.System("default", "tests");
    private static readonly AsOf Then = AsOf.EndOf(new LocalDate(2024, 6, 30), DateTimeZone.Utc);

    [Fact]
    public Task The_stores_that_need_no_server_give_the_labels_of_the_reference() => AgreeAsync(async (expected, population) =>
    {
        await using var folder = new TempFolder();
        using var documents = new FileDocumentStore(Options.Create(new FileDocumentStoreOptions { Path = folder.PathOf("crm.documents") }), SystemClock.Instance);
        await using var sqlite = new SqliteStore(
            Options.Create(new SqliteStoreOptions { ConnectionString = $"Data Source={folder.PathOf("crm.db")}" }), TimeProvider.System, NullLogger<SqliteStore>.Instance);

        Assert.Equal(expected, await ClassifyAsync(documents, population));
        Assert.Equal(expected, await ClassifyAsync(sqlite, population));
    });

    [SkippableFact]
    public async Task PostgreSQL_gives_the_labels_of_the_reference()
    {
        await RequiredServer.PostgreSqlAsync();
        await AgreeAsync(async (expected, population) =>
        {
            await using PostgreSqlDatabase database = await PostgreSqlDatabase.CreateAsync();
            await using PostgreSqlStore store = database.Open();

            Assert.Equal(expected, await ClassifyAsync(store, population));
        });
    }

    /// <summary>Compares on random populations: 20, or 200 with <c>CRM_TEST_SCALE=full</c>.</summary>
    private static Task AgreeAsync(Func<Dictionary<(CustomerId, string), (string?, string?, long?)>, object[], Task> compare) => Law.HoldsAsync(
        Gen.Choose(1, 1_000_000),
        async seed =>
        {
            var random = new Random(seed);
            var options = new PopulationOptions { Customers = random.Next(1, 40), Orders = random.Next(0, 300), Seed = seed, Skew = random.NextDouble() * 1.5, ReturnShare = 0.2 };
            object[] population = [.. new PopulationGenerator(options).Customers(), .. new PopulationGenerator(options).Orders().Select(order => Vary(order, random))];

            Dictionary<(CustomerId, string), (string?, string?, long?)> expected = await ClassifyAsync(new InMemoryStore(), population);
            Assert.Equal(options.Customers * RetailRules.Length, expected.Count);
            await compare(expected, population);
        },
        ScaledCount.Of(200, 20));

    private static object[] RetailRules
    {
        get
        {
            IOptions<RetailRulesOptions> options = Options.Create(new RetailRulesOptions());
            return [new RfmRule(options), new ValueTierRule(options), new AbcRule(options), new ActivityRule(options), new PurchasePatternRule(options), new DistanceRule(options),
                new AccountTierRule(options), new BuyingPowerRule(options), new PriceLevelRule(options), new RelationshipRule(), new RegionRule(), new IndustryRule()];
        }
    }

    private static Order Vary(Order order, Random random) => random.Next(10) switch
    {
        0 => order with { Status = OrderStatus.Cancelled },
        1 => order with { PlacedAt = Instant.FromUtc(2024, 6, 30, 12, 0) }, // many at one instant
        _ => order,
    };

    private static async Task<Dictionary<(CustomerId Customer, string Dimension), (string? Label, string? NoneCode, long? Score)>> ClassifyAsync(ICrmStore store, object[] population)
    {
        var model = new ModelCatalogue(CoreModel.Kinds);
        var clock = new FakeClock(Instant.FromUtc(2026, 1, 1, 0, 0));
        var trail = new CommitTrail(new UnencryptedProtector(), new AuditHasher(default));
        await store.EnsureSchemaAsync(model, SchemaMode.CreateOrExtend, CancellationToken.None);
        await new PopulationWriter(store, model, trail, clock).WriteAsync(Scope, population, null, CancellationToken.None);

        var crm = new CrmCore(store, model, clock, trail);
        var classifier = new Classifier(crm, store, new FixedExtensions(RetailRules), new ClassificationEngine(), new ClassifierSettings { ReportingCurrency = "CNY" }, clock, TimeProvider.System);
        ClassificationReport report = await classifier.RunAsync(Scope, Then, null, null, CancellationToken.None);
        Assert.Empty(report.Problems);

        var labels = new LabelReader(crm, store);
        var found = new Dictionary<(CustomerId, string), (string?, string?, long?)>();
        foreach (Customer customer in population.OfType<Customer>())
        {
            foreach (LabelAssignment label in await labels.OfAsync(Scope, customer.Id, CancellationToken.None))
            {
                found.Add((label.Customer, label.Dimension), (label.Label, label.NoneCode, label.ScoreMillionths));
            }
        }

        return found;
    }
}
