using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Products;
using Crm.Sdk.Recommendation;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.PostgreSql;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Recommenders;

/// <summary>The same purchases lead to the same offers, with the same reasons, whatever store keeps them (RE-1 to RE-3, CA-6).</summary>
public sealed class SameRecommendationsTests
{
    private static readonly AsOf Then = AsOf.EndOf(new LocalDate(2026, 6, 30), DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
    private static readonly CrmScope Scope = CrmScope.System("default", "tests");

    [Fact]
    public Task RE_1_SQLite_gives_the_offers_of_the_reference() => AgreeAsync(async (expected, shop) =>
    {
        await using var folder = new TempFolder();
        await using var sqlite = new SqliteStore(
            Options.Create(new SqliteStoreOptions { ConnectionString = $"Data Source={folder.PathOf("crm.db")}" }), TimeProvider.System, NullLogger<SqliteStore>.Instance);

        Assert.Equal(expected, await AnswersAsync(sqlite, shop));
    });

    [SkippableFact]
    public async Task RE_1_PostgreSQL_gives_the_offers_of_the_reference()
    {
        await RequiredServer.PostgreSqlAsync();
        await AgreeAsync(async (expected, shop) =>
        {
            await using PostgreSqlDatabase database = await PostgreSqlDatabase.CreateAsync();
            await using PostgreSqlStore store = database.Open();

            Assert.Equal(expected, await AnswersAsync(store, shop));
        });
    }

    /// <summary>Compares on random shops: 10, or 100 with <c>CRM_TEST_SCALE=full</c>. Half of all answers at least must offer something.</summary>
    private static async Task AgreeAsync(Func<IReadOnlyList<string>, object[], Task> compare)
    {
        int offers = 0, answers = 0;
        await Law.HoldsAsync(
            Gen.Choose(1, 1_000_000),
            async seed =>
            {
                object[] shop = [.. Shop(new Random(seed))];
                IReadOnlyList<string> expected = await AnswersAsync(new InMemoryStore(), shop);
                answers += expected.Count;
                offers += expected.Count(static answer => answer.Contains('=', StringComparison.Ordinal));
                await compare(expected, shop);
            },
            ScaledCount.Of(100, 10));
        Assert.True(offers > answers / 2, $"only {offers} of {answers} answers offer something");
    }

    /// <summary>Every answer as text: offers by models that are trained, kept and read again, what is left out, the next orders, and how a new product relates.</summary>
    private static async Task<IReadOnlyList<string>> AnswersAsync(ICrmStore store, object[] shop)
    {
        var clock = new FakeClock(Then.Instant);
        await store.EnsureSchemaAsync(HistoryHost.Model, SchemaMode.CreateOrExtend, CancellationToken.None);
        var crm = new CrmCore(store, HistoryHost.Model, clock, new CommitTrail(new UnencryptedProtector(), new AuditHasher(default)));
        await using (ICrmSession session = crm.OpenSession(Scope))
        {
            foreach (dynamic record in shop)
            {
                session.Add(record);
            }

            await session.CommitAsync(CancellationToken.None);
        }

        IOptions<RecommenderOptions> options = Options.Create(new RecommenderOptions { MinSupport = 0.01m, MinConfidence = 0.1m });
        var desk = new RecommendationDesk(
            crm,
            new BasketReader(crm, store),
            new CustomerIdentity(store, HistoryHost.Model),
            new FixedExtensions(new RuleRecommender(options), new SimilarItemsRecommender(options), new UpSellRecommender(options), new RepeatRecommender()),
            new RecommendationSettings(),
            clock,
            clock.TimeProvider);
        Assert.Equal(4, (await desk.TrainAsync(Scope, Then, null, CancellationToken.None)).Count);

        CustomerId[] customers = [.. shop.OfType<Customer>().Select(static customer => customer.Id)];
        var answers = new List<string>();
        await foreach (Recommendations found in desk.ForAllAsync(Scope, customers.ToAsyncEnumerable(), Then, 5, CancellationToken.None))
        {
            Assert.Empty(found.Problems);
            answers.Add($"{found.Customer}: {string.Join(", ", found.Offers.Select(static offer => FormattableString.Invariant($"{offer.Product} = {offer.Score:R} {string.Join(' ', offer.Reasons)}")))}; {string.Join(", ", found.LeftOut)}");
        }

        foreach (CustomerId customer in customers)
        {
            answers.Add($"{customer}: {string.Join(", ", (await desk.NextAsync(Scope, customer, Then, CancellationToken.None)).Select(static next => $"= {next}"))}");
        }

        await foreach (ProductInterest interest in desk.ForNewProductAsync(Scope, "new", customers.ToAsyncEnumerable(), Then, CancellationToken.None))
        {
            answers.Add(FormattableString.Invariant($"{interest.Customer}: = {interest.Suggestion?.Score:R} {interest.Refusal} {string.Join(' ', interest.Suggestion?.Reasons ?? [])}"));
        }

        return answers;
    }

    private static IEnumerable<object> Shop(Random random)
    {
        string[] keys = ["tea", "cup", "pot", "milk", "sugar", "tin"];
        foreach (string key in keys)
        {
            yield return Product.Of(key, key, UnitPrice.Of(random.Next(1, 50), "CNY")) with { Category = random.Next(2) == 0 ? "drinks" : "ware", IsActive = random.Next(8) > 0 };
        }

        yield return Product.Of("new", "new") with { Category = "drinks" };
        yield return ProductRelation.Of(ProductRelationTypes.Upgrade, "tea", "pot");
        yield return ProductRelation.Of(ProductRelationTypes.Accessory, "new", "cup");
        for (int i = 0; i < 12; i++)
        {
            Customer customer = Customer.Enterprise("c" + i) with { Attributes = random.Next(10) == 0 ? [new AttributeValue("no-recommendations", "true")] : [] };
            yield return customer;
            for (int orders = random.Next(2, 7); orders > 0; orders--)
            {
                OrderLine[] lines = [.. keys.Where(_ => random.Next(3) == 0).DefaultIfEmpty("tea").Select(key => OrderLine.OfTotal(key, random.Next(1, 4), Money.Of(random.Next(1, 40), "CNY")))];
                Order sale = Order.Place(customer.Id, Then.Instant - Duration.FromDays(random.Next(1, 120)), lines) with { Status = random.Next(10) == 0 ? OrderStatus.Cancelled : OrderStatus.Accepted };
                yield return sale;
                if (sale.Status == OrderStatus.Accepted && random.Next(6) == 0)
                {
                    yield return Order.Return(sale, Then.Instant, [], new ReturnedLine(0, 1));
                }
            }
        }
    }
}
