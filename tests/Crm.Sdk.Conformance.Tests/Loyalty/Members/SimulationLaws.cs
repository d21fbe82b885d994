using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemorySimulationLaws : SimulationLaws<InMemoryStoreFixture>;

public sealed class SqliteSimulationLaws : SimulationLaws<SqliteStoreFixture>;

public sealed class PostgreSqlSimulationLaws : SimulationLaws<PostgreSqlStoreFixture>;

/// <summary>A programme that is run on the orders on which it was simulated posts what the simulation said (LO-6), and in whatever batches and stages it is run, the ledger balances.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class SimulationLaws<TFixture> : StoreTests<TFixture>
    where TFixture : Crm.Sdk.Conformance.IStoreFixture, new()
{
    private const int Seeds = 6;

    [SkippableFact]
    public async Task LO_6_A_run_posts_what_the_simulation_of_the_same_orders_said()
    {
        var store = await StartAsync(HistoryHost.Model);
        for (int seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var host = new MemberHost(store, batchSize: 1 + random.Next(9));
            LoyaltyProgramme programme = RandomProgramme.Of(random);
            await host.AddAsync([.. Records(random, host.Now)]);
            LocalDate until = host.Now.InZone(DateTimeZoneProviders.Tzdb[programme.Zone]).Date, from = until.PlusDays(-500);
            var assumptions = new SimulationAssumptions { PointValue = 0.015m, Currency = Currency.Parse("CNY"), RedeemedShare = 0.6m };

            SimulationReport simulated = await host.Simulator.RunAsync(host.Scope, programme, from, until, assumptions, null, CancellationToken.None);
            Assert.Empty(await host.Ledger.Host.AllAsync<PointsTransaction>()); // nothing was written
            await host.SaveAsync(programme);
            EarningReport run = await host.RunAsync();
            TierReport tiers = await host.Tiers.ReviewAsync(host.Scope, MemberHost.Programme, null, keeps: true, null, CancellationToken.None);

            string where = $"seed {seed}";
            IReadOnlyList<PointsTransaction> posted = await host.Ledger.Host.AllAsync<PointsTransaction>();
            IReadOnlyList<PointsEarning> earnings = await host.Ledger.Host.AllAsync<PointsEarning>();
            Assert.True(run.Earned > 0 && run.TakenBack > 0, where);
            Assert.True((run.Members, run.Documents, run.Earned, run.TakenBack) == (simulated.Members, simulated.Documents, simulated.Earned, simulated.TakenBack), $"{where}: {run} against {simulated}");
            Assert.Equal(posted.Where(static one => one.Kind == PointsTransactionKind.Earn).Sum(static one => one.Points), simulated.Earned);
            Assert.Equal(earnings.Sum(static one => one.Standing), simulated.Redeemed + simulated.Lapsed + simulated.Outstanding);
            Assert.Equal(
                simulated.Rules.Select(static rule => (rule.Rule, rule.Earned - rule.TakenBack)),
                programme.Earning.Select(rule => (rule.Code, earnings.Where(one => one.Parts.Any(part => part.Rule == rule.Code)).Sum(one => one.Kept(rule.Code)))));
            Assert.Equal(
                simulated.Months.Select(static month => $"{month.First:uuuu-MM} {month.Earned}"),
                posted.Where(static one => one.Kind == PointsTransactionKind.Earn).GroupBy(one => one.OccurredAt.InZone(DateTimeZoneProviders.Tzdb[programme.Zone]).Date.ToYearMonth()).Select(static month => $"{month.Key:uuuu-MM} {month.Sum(static one => one.Points)}").Order());
            Assert.Equal(simulated.Tiers, tiers.Tiers);
            Assert.Equal(simulated.Members, simulated.Distribution.Sum(static band => band.Members));
            Assert.Empty(tiers.Moves); // the run decided all
            await host.BalancesAsync();
        }
    }

    [SkippableFact]
    public async Task LO_1_Orders_that_come_in_stages_end_as_those_that_come_at_once_where_neither_caps_nor_tiers_look_at_their_order()
    {
        var store = await StartAsync(HistoryHost.Model);
        for (int seed = 1; seed <= Seeds; seed++)
        {
            object[] records = [.. Records(new Random(seed), Instant.FromUtc(2026, 1, 1, 0, 0))];
            MemberHost atOnce = new(store), staged = new(store, batchSize: 3);
            foreach (MemberHost host in (MemberHost[])[atOnce, staged])
            {
                await host.SaveAsync(MemberHost.Of(MemberHost.Spend with { Points = 3, Rounding = EarningRounding.Nearest }, MemberHost.Spend with { Code = "more", Products = ["p0"] }));
            }

            await atOnce.AddAsync(records);
            await atOnce.RunAsync();
            await staged.AddAsync([.. records.OfType<Customer>()]);
            foreach (object[] some in Shuffled(records.Where(static record => record is not Customer), seed).Chunk(40))
            {
                await staged.AddAsync(some);
                await staged.RunAsync();
            }

            Assert.Equal(await EndAsync(atOnce), await EndAsync(staged));
            await staged.BalancesAsync();
        }
    }

    private static async Task<IEnumerable<string>> EndAsync(MemberHost host) =>
        (await host.Ledger.Host.AllAsync<PointsEarning>()).OrderBy(static one => one.Document.Value).Select(static one => $"{one.Document} {one.Granted} {one.Standing}");

    private static object[] Shuffled(IEnumerable<object> records, int seed)
    {
        object[] all = [.. records];
        new Random(seed).Shuffle(all);
        return all;
    }

    /// <summary>Customers with sales and returns in parts, cancelled ones, reviews.</summary>
    private static IEnumerable<object> Records(Random random, Instant now)
    {
        for (int n = 0; n < 12; n++)
        {
            Customer customer = Customer.Enterprise($"C{n}") with { Birth = n % 3 == 0 ? BirthDate.Gregorian(1980, 1 + random.Next(12), 1 + random.Next(28)) : null };
            yield return customer;
            for (int i = random.Next(12); i > 0; i--)
            {
                string currency = random.Next(8) == 0 ? "USD" : "CNY";
                Order sale = Order.Place(
                    customer.Id,
                    now - Duration.FromHours(24 + random.Next(24 * 400)),
                    [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => OrderLine.Of($"p{random.Next(3)}", 1 + random.Next(5), UnitPrice.Of(random.Next(1, 30_000) / 100m, currency)))]);
                yield return random.Next(10) == 0 ? sale with { Status = OrderStatus.Cancelled } : sale;
                if (random.Next(3) == 0)
                {
                    Order first = Order.Return(sale, sale.PlacedAt + Duration.FromHours(random.Next(20)), [], new ReturnedLine(0, 1));
                    yield return first;
                    if (sale.Lines.Count > 1)
                    {
                        yield return Order.Return(sale, first.PlacedAt + Duration.FromHours(random.Next(3)), [first], new ReturnedLine(1, sale.Lines[1].Quantity));
                    }
                }
            }

            for (int i = random.Next(3); i > 0; i--)
            {
                yield return Interaction.Of(customer.Id, "review", now - Duration.FromHours(random.Next(24 * 300)));
            }
        }
    }
}
