using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryRewardRaceLaws : RewardRaceLaws<InMemoryStoreFixture>;

public sealed class SqliteRewardRaceLaws : RewardRaceLaws<SqliteStoreFixture>;

public sealed class PostgreSqlRewardRaceLaws : RewardRaceLaws<PostgreSqlStoreFixture>;

/// <summary>Stocks, coupons, privileges and referrals are never given once too often, however many try at once (LO-1, LO-2, LO-6).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class RewardRaceLaws<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Racers = 64;
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task LO_1_Of_64_members_who_want_one_of_ten_ten_get_it_and_the_stock_is_never_below_0()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        IReadOnlyList<CustomerId> members = await host.OpenAsync(Racers, 100, RewardHost.Mug(), stock: 10);

        int got = await RewardHost.RaceAsync(
            Racers, at => host.TryAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest($"r{at}", members[at], "mug"), None), RewardErrorCodes.OutOfStock));

        Assert.Equal(10, got);
        Assert.Equal((0, 10, 0), await StockAsync(host));
        Assert.Equal(100, (await Task.WhenAll(members.Select(member => host.Points.BalanceAsync(member)))).Sum(static balance => balance.Held));
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_1_A_member_who_tries_64_times_at_once_gets_no_more_than_the_limit_allows()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(1, 10_000, RewardHost.Mug() with { LimitPerMember = 3 }))[0];

        int got = await RewardHost.RaceAsync(Racers, at => host.TryAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest($"r{at}", member, "mug"), None), RewardErrorCodes.NotOffered));

        Assert.Equal(3, got);
        Assert.Equal(30, (await host.Points.BalanceAsync(member)).Held);
    }

    [SkippableFact]
    public async Task L7_Of_16_who_confirm_cancel_or_let_run_out_one_reservation_at_once_one_kind_wins_and_nothing_is_given_twice()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(1, 1_000, RewardHost.Mug(), stock: 5))[0];
        for (int round = 0; round < 5; round++)
        {
            string key = $"r{round}";
            _ = await host.DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest(key, member, "mug"), None));

            await RewardHost.RaceAsync(16, at => host.TryAsync(
                session => at % 2 == 0 ? host.Rewards.ConfirmAsync(session, key, None) : host.Rewards.CancelAsync(session, key, "changed mind", None), RewardErrorCodes.RedemptionClosed));

            RewardRedemption end = (await host.FindAsync<RewardRedemption>(RewardRedemptionId.Of(key)))!;
            Assert.Equal(RedemptionState.Cancelled, end.State); // a cancellation also takes a confirmation back
        }

        Assert.Equal((5, 0, 0), await StockAsync(host));
        PointsBalance balance = await host.Points.BalanceAsync(member);
        Assert.Equal((1_000, 0, 0), (balance.Available, balance.Held, balance.Redeemed));
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_1_Of_64_who_use_a_coupon_for_three_orders_three_can()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(1, 1))[0];
        Coupon coupon = await host.DoAsync(session => host.Coupons.IssueAsync(session, "c", new CouponTerms { Off = Money.Of(5m, "CNY"), Uses = 3, IsBound = false }, null, None));

        int used = await RewardHost.RaceAsync(Racers, at => host.TryAsync(session => host.Coupons.UseAsync(session, coupon.Code, $"order {at}", member, Money.Of(99m, "CNY"), None), RewardErrorCodes.CouponRefused));

        Assert.Equal(3, used);
        Assert.Equal(3, (await host.FindAsync<Coupon>(coupon.Id))!.Used);
    }

    [SkippableFact]
    public async Task LO_6_Of_64_who_use_four_visits_at_once_four_can()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(1, 1))[0];
        _ = await host.DoAsync(session => host.Entitlements.GrantAsync(session, "g", member, new PrivilegeTerms("lounge", 4, 365), EntitlementSources.Hand, host.Points.Now, None));

        int used = await RewardHost.RaceAsync(Racers, at => host.TryAsync(session => host.Entitlements.UseAsync(session, $"visit {at}", member, "lounge", null, None), RewardErrorCodes.NoEntitlement));

        Assert.Equal(4, used);
        PrivilegeUsage usage = Assert.Single(await host.Usage.ReadAsync(host.Points.Scope, host.Points.Now, None));
        Assert.Equal((1, 4, 4), (usage.Entitlements, usage.Granted, usage.Used));
    }

    [SkippableFact]
    public async Task LO_2_Of_16_members_who_refer_one_customer_at_once_one_does()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        IReadOnlyList<CustomerId> members = await host.OpenAsync(16, 1);
        CustomerId friend = (await host.MoreAsync(1))[0];
        ReferralCode[] codes = new ReferralCode[members.Count];
        for (int at = 0; at < codes.Length; at++)
        {
            codes[at] = await host.DoAsync(session => host.Referrals.CodeAsync(session, members[at], LoyaltyHost.Programme, None));
        }

        int claimed = await RewardHost.RaceAsync(codes.Length, at => host.TryAsync(session => host.Referrals.ClaimAsync(session, codes[at].Code, friend, None), ReferralErrorCodes.AlreadyClaimed));

        Assert.Equal(1, claimed);
        Assert.Equal(1, (await host.Points.Host.AllAsync<ReferralCode>()).Sum(static code => code.Claims));
    }

    [SkippableFact]
    public async Task LO_2_Claims_at_once_never_close_a_circle()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        for (int round = 0; round < 5; round++)
        {
            IReadOnlyList<CustomerId> members = round == 0 ? await host.OpenAsync(4, 1) : await host.MoreAsync(4);
            ReferralCode[] codes = new ReferralCode[members.Count];
            for (int at = 0; at < codes.Length; at++)
            {
                codes[at] = await host.DoAsync(session => host.Referrals.CodeAsync(session, members[at], LoyaltyHost.Programme, None));
            }

            int claimed = await RewardHost.RaceAsync(codes.Length, at => host.TryAsync(session => host.Referrals.ClaimAsync(session, codes[at].Code, members[(at + 1) % members.Count], None), ReferralErrorCodes.ClaimRefused));

            Assert.Equal(3, claimed); // the one that would close it is refused, whichever comes last
        }
    }

    [SkippableFact]
    public async Task LO_1_Several_hosts_that_keep_programmes_at_once_give_each_stock_and_point_back_once()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        IReadOnlyList<CustomerId> members = await host.OpenAsync(12, 100, RewardHost.Mug() with { ReserveMinutes = 10 }, stock: 12);
        foreach ((CustomerId member, int at) in members.Select(static (member, at) => (member, at)))
        {
            _ = await host.DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest($"r{at}", member, "mug"), None));
        }

        Assert.Equal((0, 12, 0), await StockAsync(host));
        host.Points.Host.Clock.Advance(Duration.FromMinutes(11));
        LoyaltyUpkeepReport[] reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Upkeep.RunAsync(host.Points.Scope, None))));

        Assert.Equal(12, reports.Sum(static report => report.Reservations));
        Assert.All(reports, static report => Assert.Empty(report.Failures));
        Assert.Equal((12, 0, 0), await StockAsync(host));
        Assert.Equal(1_200, (await Task.WhenAll(members.Select(member => host.Points.BalanceAsync(member)))).Sum(static balance => balance.Available));
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
        LoyaltyUpkeepReport again = await host.Upkeep.RunAsync(host.Points.Scope, None);
        Assert.Equal((0, 0, 0), (again.Accounts, again.Reservations, again.Referrals));
    }

    [SkippableFact]
    public async Task LO_2_Several_hosts_that_settle_referrals_at_once_promise_and_take_back_each_point_once()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model), new ReferralTerms { ReviewFromPerDay = null, ReviewFromPerMonth = null });
        CustomerId referrer = (await host.OpenAsync(1, 1))[0];
        IReadOnlyList<CustomerId> friends = await host.MoreAsync(8);
        ReferralCode code = await host.DoAsync(session => host.Referrals.CodeAsync(session, referrer, LoyaltyHost.Programme, None));
        List<Order> orders = [];
        foreach (CustomerId friend in friends)
        {
            _ = await host.DoAsync(session => host.Referrals.ClaimAsync(session, code.Code, friend, None));
            orders.Add(Order.Place(friend, host.Points.Now, OrderLine.Of("p", 1, UnitPrice.Of(10m, "CNY"))));
        }

        await AddAsync(orders);
        Assert.Equal(8, await KeepAsync());
        Assert.Equal(800, (await host.Points.BalanceAsync(referrer)).Pending);
        host.Points.Host.Clock.Advance(Duration.FromDays(1));
        await AddAsync(orders.Take(3).Select(order => Order.Return(order, host.Points.Now, [], new ReturnedLine(0, 1))));
        Assert.Equal(3, await KeepAsync());
        Assert.Equal(500, (await host.Points.BalanceAsync(referrer)).Pending);
        host.Points.Host.Clock.Advance(Duration.FromDays(40));
        Assert.Equal(5, await KeepAsync());
        Assert.Equal(501, (await host.Points.BalanceAsync(referrer)).Available);
        Assert.Empty((await host.Points.VerifyAsync()).Problems);

        Task AddAsync(IEnumerable<Order> some) => host.DoAsync(session =>
        {
            foreach (Order order in some)
            {
                session.Add(order);
            }

            return Task.FromResult(true);
        });

        async Task<long> KeepAsync()
        {
            LoyaltyUpkeepReport[] reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Upkeep.RunAsync(host.Points.Scope, None))));
            Assert.All(reports, static report => Assert.Empty(report.Failures));
            return reports.Sum(static report => report.Referrals);
        }
    }

    private static async Task<(long Left, long Reserved, long Given)> StockAsync(RewardHost host)
    {
        RewardStock stock = (await host.FindAsync<RewardStock>(RewardId.Of("mug")))!;
        return (stock.Left, stock.Reserved, stock.Given);
    }
}
