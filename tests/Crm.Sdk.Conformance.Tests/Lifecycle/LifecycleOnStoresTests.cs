using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Lifecycle;

public sealed class LifecycleOnSqliteTests : LifecycleOnStoresTests<SqliteStoreFixture>;

public sealed class LifecycleOnPostgreSqlTests : LifecycleOnStoresTests<PostgreSqlStoreFixture>;

public sealed class LifecycleOnDocumentsTests : LifecycleOnStoresTests<DocumentStoreFixture>;

/// <summary>The lifecycles of the same random base on a store and in memory are the same, and so are their funnel (LC-1), the analysis of losses, and what winning back brought (LC-3).</summary>
/// <typeparam name="TFixture">Makes the store.</typeparam>
public abstract class LifecycleOnStoresTests<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Customers = 60;

    private static readonly LocalDate Day = new(2026, 6, 30);

    [SkippableFact]
    public async Task LC_1_LC_3_A_store_and_the_reference_agree_on_every_history_after_several_runs_on_the_funnel_and_on_winning_back()
    {
        object[][] records = [.. Records(new Random(20260630)).Chunk(200)];
        var reference = new InMemoryStore(SystemClock.Instance);
        await reference.EnsureSchemaAsync(HistoryHost.Model, SchemaMode.CreateOrExtend, CancellationToken.None);

        string[] expected = await DeriveAsync(reference, records, batchSize: 500), actual = await DeriveAsync(await StartAsync(HistoryHost.Model), records, batchSize: 7);

        Assert.Equal(expected, actual);
        Assert.Equal(Customers + 3, expected.Length);
        Assert.Contains(expected, static life => life.Contains("won-back", StringComparison.Ordinal));
    }

    private static async Task<string[]> DeriveAsync(ICrmStore store, object[][] records, int batchSize)
    {
        var host = new HistoryHost(store);
        var lifecycles = new CustomerLifecycles(host.Crm, store, new CustomerIdentity(store, HistoryHost.Model), new FixedExtensions(), new LifecycleSettings { BatchSize = batchSize }, TimeProvider.System);
        foreach (object[] some in records)
        {
            await using ICrmSession session = host.Crm.OpenSession(host.As("ada"));
            foreach (object record in some)
            {
                session.Add((dynamic)record);
            }

            await session.CommitAsync(CancellationToken.None);
            await lifecycles.RunAsync(host.As("ada"), AsOf.EndOf(Day, DateTimeZone.Utc), null, CancellationToken.None);
        }

        LifecycleFunnel funnel = await new LifecycleAnalysis(host.Crm, store, lifecycles).FunnelAsync(
            host.As("ada"), AsOf.EndOf(Day.PlusDays(-300), DateTimeZone.Utc), AsOf.EndOf(Day, DateTimeZone.Utc), CancellationToken.None);
        var loss = new LossDesk(host.Crm, store, new CustomerIdentity(store, HistoryHost.Model), new LabelReader(host.Crm, store), new WinBackSettings { HeldOut = 0.5, BatchSize = batchSize });
        WinBackReport assigned = await loss.AssignAsync(host.As("ada"), AsOf.EndOf(Day.PlusDays(-200), DateTimeZone.Utc), CancellationToken.None);
        return
        [
            .. (await host.AllAsync<CustomerLifecycle>()).OrderBy(static life => life.Customer).Select(static life => $"{life.Customer} {life.Stage} {life.Since} {string.Join(", ", life.Changes)}"),
            $"{string.Join(", ", funnel.Stages)} {string.Join(", ", funnel.Moves)}",
            $"{assigned} {string.Join(", ", await loss.MeasureAsync(host.As("ada"), AsOf.EndOf(Day, DateTimeZone.Utc), 100, CancellationToken.None))}",
            string.Join(", ", await loss.AnalyseAsync(host.As("ada"), AsOf.EndOf(Day, DateTimeZone.Utc), CancellationToken.None)),
        ];
    }

    private static IEnumerable<object> Records(Random random)
    {
        Customer[] customers = [.. Enumerable.Range(0, Customers).Select(static n => Customer.Enterprise($"C{n}"))];
        foreach (Customer customer in customers)
        {
            yield return customer;
        }

        foreach (Customer customer in customers)
        {
            if (random.Next(3) == 0)
            {
                yield return LossReason.Of(customer.Id, LossReasons.List.Members[random.Next(LossReasons.List.Members.Count)].Code, Day.PlusDays(-random.Next(900)));
            }

            for (int i = random.Next(9); i > 0; i--)
            {
                Order sale = Order.Place(customer.Id, At(random), OrderLine.Of("tea", 1, UnitPrice.Of(10m, "CNY")));
                yield return sale;
                if (random.Next(5) == 0)
                {
                    yield return Order.Return(sale, sale.PlacedAt + Duration.FromDays(random.Next(20)), [], new ReturnedLine(0, 1));
                }
            }

            for (int i = random.Next(4); i > 0; i--)
            {
                yield return Interaction.Of(customer.Id, random.Next(2) == 0 ? InteractionTypes.Complaint : InteractionTypes.Call, At(random)) with { Direction = InteractionDirection.Inbound };
            }
        }
    }

    private static Instant At(Random random) => Day.AtMidnight().InUtc().ToInstant() - Duration.FromHours(random.Next(24 * 900));
}
