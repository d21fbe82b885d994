using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryReferralLaws() : ReferralLaws<InMemoryStoreFixture>(cases: 60);

public sealed class SqliteReferralLaws() : ReferralLaws<SqliteStoreFixture>(cases: 10);

public sealed class PostgreSqlReferralLaws() : ReferralLaws<PostgreSqlStoreFixture>(cases: 10);

/// <summary>Whatever the order in which purchases, refunds, cancellations and merges become known and referrals are settled: in the end referrals and points are as if all had been known at once (LO-2).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class ReferralLaws<TFixture>(int cases) : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int LastDay = 120;
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task LO_2_A_referral_ends_the_same_for_every_order_of_events()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var states = new HashSet<ReferralState>();
        Law.Holds(Gen.Choose(1, int.MaxValue - 1), EndsTheSame, ScaledCount.IsFull ? cases * 20 : cases);
        for (int seed = 1; states.Count < 3 && seed <= 100; seed++)
        {
            EndsTheSame(seed); // few cases may all have ended in two ways
        }

        Assert.True(states.Count >= 3, $"only {string.Join(", ", states)} came about");

        void EndsTheSame(int seed)
        {
            (ReferralState State, long All, long Referrer) expected = RunAsync(store, seed, settles: false).GetAwaiter().GetResult();
            (ReferralState State, long All, long Referrer) found = RunAsync(store, seed, settles: true).GetAwaiter().GetResult();
            Assert.Equal(expected, found);
            Assert.Equal(expected.State == ReferralState.Rewarded ? 200 : 0, expected.All);
            _ = states.Add(expected.State);
        }
    }

    /// <summary>The same events of a seed: all known and settled once at the end, or known in another order and settled between.</summary>
    private static async Task<(ReferralState State, long All, long Referrer)> RunAsync(ICrmStore store, int seed, bool settles)
    {
        var random = new Random(seed);
        var host = new RewardHost(store);
        Instant start = host.Points.Now;
        IReadOnlyList<CustomerId> members = await host.OpenAsync(1, 1);
        IReadOnlyList<CustomerId> others = await host.MoreAsync(2);
        (CustomerId referrer, CustomerId friend, CustomerId third) = (members[0], others[0], others[1]);
        ReferralCode code = await host.DoAsync(session => host.Referrals.CodeAsync(session, referrer, LoyaltyHost.Programme, None));
        List<(int Day, Func<Task> Do)> events = Events(host, random, start, referrer, friend, third);
        host.Points.Host.Clock.Set(Day(start, 10));
        _ = await host.DoAsync(session => host.Referrals.ClaimAsync(session, code.Code, friend, None));
        var order = new Random(settles ? seed + 1 : seed);
        int day = 10;
        foreach ((int known, Func<Task> does) in events.Select(one => (one, Late: settles ? order.Next(20) : 0)).OrderBy(static pair => Math.Max(10, pair.one.Day + pair.Late)).ThenBy(_ => order.Next()).Select(static pair => (Math.Max(10, pair.one.Day + pair.Late), pair.one.Do)))
        {
            day = Math.Max(day, known);
            host.Points.Host.Clock.Set(Day(start, day));
            await does();
            if (settles && order.Next(3) > 0)
            {
                if (order.Next(2) == 0)
                {
                    Assert.Empty((await host.Upkeep.RunAsync(host.Points.Scope, None)).Failures);
                }
                else
                {
                    _ = await SettleAsync(host, friend);
                }
            }
        }

        host.Points.Host.Clock.Set(Day(start, LastDay));
        Referral end = (await SettleAsync(host, friend))!;
        Assert.Equal(end.State, (await SettleAsync(host, friend))!.State);
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
        var identity = new CustomerIdentity(store, HistoryHost.Model);
        CustomerId[] survivors = [.. (await Task.WhenAll(new[] { referrer, friend, third }.Select(one => identity.ResolveAsync(host.Points.Scope, one, None)))).Distinct()];
        long all = 0;
        foreach (CustomerId one in survivors)
        {
            all += Net(await host.Points.BalanceAsync(one));
        }

        return (end.State, all - 1, survivors.Length == 3 ? Net(await host.Points.BalanceAsync(referrer)) : 0);
    }

    private static List<(int Day, Func<Task> Do)> Events(RewardHost host, Random random, Instant start, CustomerId referrer, CustomerId friend, CustomerId third)
    {
        List<(int, Func<Task>)> events = [];
        for (int i = random.Next(3); i >= 0; i--)
        {
            int day = random.Next(4) == 0 ? random.Next(5, 10) : random.Next(11, 40);
            CustomerId buyer = random.Next(4) == 0 ? third : friend;
            Order sale = Order.Place(buyer, Day(start, day) + Duration.FromMinutes(i), OrderLine.Of("p", 10, UnitPrice.Of(1m, "CNY")));
            int end = random.Next(4);
            int later = day + random.Next(1, 40);
            int back = random.Next(1, 11);
            events.Add((day, () => AddAsync(host, sale)));
            if (end == 0)
            {
                events.Add((LastDay - 30, () => CancelAsync(host, sale)));
            }
            else if (end == 1)
            {
                events.Add((Math.Max(later, day + 25), () => AddAsync(host, Order.Return(sale, Day(start, later), [], new ReturnedLine(0, back)))));
            }
        }

        int merge = random.Next(6);
        if (merge < 2)
        {
            events.Add((random.Next(12, 60), () => MergeAsync(host, merge == 0 ? referrer : third, friend)));
        }

        return events;
    }

    private static Instant Day(Instant start, int day) => start + Duration.FromDays(day);

    private static long Net(PointsBalance balance) => balance.Available + balance.Pending + balance.Held - balance.Debt;

    private static Task<Referral?> SettleAsync(RewardHost host, CustomerId friend) => host.DoAsync(session => host.Referrals.SettleAsync(session, friend, LoyaltyHost.Programme, None));

    private static Task AddAsync(RewardHost host, Order order) => host.DoAsync(session =>
    {
        session.Add(order);
        return Task.FromResult(true);
    });

    private static Task CancelAsync(RewardHost host, Order order) => host.DoAsync(async session =>
    {
        Order? known = await session.FindAsync<Order>(order.Id, None);
        session.Update(known! with { Status = OrderStatus.Cancelled });
        return true;
    });

    private static Task MergeAsync(RewardHost host, CustomerId survivor, CustomerId loser) => host.DoAsync(
        session => new CustomerMerging(host.Store, HistoryHost.Model, new UnencryptedProtector(), host.Points.Host.Clock).MergeAsync(session, survivor, loser, null, None));
}
