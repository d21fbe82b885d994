using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryRewardTests : RewardTests<InMemoryStoreFixture>;

public sealed class SqliteRewardTests : RewardTests<SqliteStoreFixture>;

public sealed class PostgreSqlRewardTests : RewardTests<PostgreSqlStoreFixture>;

/// <summary>Rewards, coupons and privileges as members meet them (LO-1, LO-6).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class RewardTests<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task LO_1_A_reservation_sets_points_and_stock_aside_and_a_confirmation_redeems_them_once_whatever_is_repeated()
    {
        (RewardHost host, CustomerId member) = await OpenAsync(RewardHost.Mug(), stock: 2);
        var request = new RedemptionRequest("R-1", member, "mug") { Reference = "A-1" };

        RewardRedemption reserved = await host.DoAsync(session => host.Rewards.ReserveAsync(session, request, None));
        RewardRedemption again = await host.DoAsync(session => host.Rewards.ReserveAsync(session, request, None));
        Assert.Equal((reserved.Id, reserved.ReservedAt), (again.Id, again.ReservedAt));
        Assert.Equal((90, 10, 0), await PointsAsync(host, member));
        RewardRedemption confirmed = await host.DoAsync(session => host.Rewards.ConfirmAsync(session, "R-1", None));
        _ = await host.DoAsync(session => host.Rewards.ConfirmAsync(session, "R-1", None));

        Assert.Equal(RedemptionState.Confirmed, confirmed.State);
        Assert.Equal((90, 0, 10), await PointsAsync(host, member));
        RewardStock stock = (await host.FindAsync<RewardStock>(RewardId.Of("mug")))!;
        Assert.Equal((1, 0, 1), (stock.Left, stock.Reserved, stock.Given));
        CrmException taken = await Assert.ThrowsAsync<CrmException>(() => host.DoAsync(session => host.Rewards.ReserveAsync(session, request with { Reference = "A-2" }, None)));
        Assert.Equal(RewardErrorCodes.KeyTaken, taken.Code);
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_1_What_is_refused_leaves_points_and_stock_as_they_were()
    {
        (RewardHost host, CustomerId member) = await OpenAsync(RewardHost.Mug(points: 101) with { Until = new LocalDate(2026, 1, 31) }, stock: 1);

        await RefusedAsync(LoyaltyErrorCodes.NotEnough, "R-1");
        _ = await host.DoAsync(session => RewardCatalogue.RestockAsync(session, "mug", -1, None));
        await RefusedAsync(RewardErrorCodes.OutOfStock, "R-1");
        host.Points.Host.Clock.Set(Instant.FromUtc(2026, 1, 31, 16, 0)); // in Shanghai it is February
        await RefusedAsync(RewardErrorCodes.NotOffered, "R-1");
        await RefusedAsync(RewardErrorCodes.BadReward, "R-1", "cup");
        await DoRefusedAsync(RewardErrorCodes.OutOfStock, session => RewardCatalogue.RestockAsync(session, "mug", -1, None));
        await DoRefusedAsync(RewardErrorCodes.RedemptionClosed, session => host.Rewards.ConfirmAsync(session, "R-1", None));

        Assert.Equal((100, 0, 0), await PointsAsync(host, member));
        Assert.Equal(0, (await host.FindAsync<RewardStock>(RewardId.Of("mug")))!.Reserved);

        Task RefusedAsync(string code, string key, string reward = "mug") => DoRefusedAsync(code, session => host.Rewards.ReserveAsync(session, new RedemptionRequest(key, member, reward), None));

        async Task DoRefusedAsync<T>(string code, Func<ICrmSession, Task<T>> work) => Assert.Equal(code, (await Assert.ThrowsAsync<CrmException>(() => host.DoAsync(work))).Code);
    }

    [SkippableFact]
    public async Task LO_2_A_reward_for_a_tier_is_refused_to_others_until_they_reach_it()
    {
        (RewardHost host, CustomerId member) = await OpenAsync(RewardHost.Mug() with { Tiers = ["gold"] });
        Assert.Equal(EarningErrorCodes.BadTier, await RefusalAsync("R-1")); // the programme has none yet
        await host.DoAsync(async session =>
        {
            LoyaltyProgramme programme = await LoyaltyProgrammes.GetAsync(session, LoyaltyHost.Programme, None);
            await LoyaltyProgrammes.SaveAsync(session, programme with { Tiers = new TierLadder { Tiers = [new LoyaltyTier { Code = "basic", Minimum = 0 }, new LoyaltyTier { Code = "gold", Minimum = 1_000 }] } }, None);
            return await host.Members.EnrolAsync(session, member, programme: LoyaltyHost.Programme, cancellationToken: None);
        });

        Assert.Equal(RewardErrorCodes.NotOffered, await RefusalAsync("R-1"));
        _ = await host.Points.PostAsync(PointsPosting.Earn("more", member, 900));

        Assert.Null(await RefusalAsync("R-1"));

        async Task<string?> RefusalAsync(string key)
        {
            try
            {
                _ = await host.DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest(key, member, "mug"), None));
                return null;
            }
            catch (CrmException refusal)
            {
                return refusal.Code;
            }
        }
    }

    [SkippableFact]
    public async Task LO_1_A_reservation_that_ran_out_gives_points_and_stock_back_and_cannot_be_confirmed_before_or_after_that()
    {
        (RewardHost host, CustomerId member) = await OpenAsync(RewardHost.Mug() with { ReserveMinutes = 10 }, stock: 1);
        _ = await host.DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest("R-1", member, "mug"), None));
        host.Points.Host.Clock.Advance(Duration.FromMinutes(10));

        Assert.False(await host.TryAsync(session => host.Rewards.ConfirmAsync(session, "R-1", None), RewardErrorCodes.RedemptionClosed));
        LoyaltyUpkeepReport report = await host.Upkeep.RunAsync(host.Points.Scope, None);
        Assert.False(await host.TryAsync(session => host.Rewards.ConfirmAsync(session, "R-1", None), RewardErrorCodes.RedemptionClosed));
        RewardRedemption over = await host.DoAsync(session => host.Rewards.CancelAsync(session, "R-1", null, None));

        Assert.Equal(1, report.Reservations);
        Assert.Equal(RedemptionState.RanOut, over.State);
        Assert.Equal((100, 0, 0), await PointsAsync(host, member));
        Assert.Equal(1, (await host.FindAsync<RewardStock>(RewardId.Of("mug")))!.Left);
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_1_Points_of_a_cancelled_redemption_whose_lot_has_lapsed_live_on_for_the_grace_of_the_wallet()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.Points.OpenAsync(new PointsWallet { Code = PointsWallet.Main, Expiry = new PointsExpiry(1, ExpiryUnit.Day), GraceDays = 5 }, 1))[0];
        _ = await host.Points.PostAsync(PointsPosting.Earn("earn", member, 100));
        _ = await host.DoAsync(async session =>
        {
            await RewardCatalogue.SaveAsync(session, RewardHost.Mug(points: 60), None);
            return true;
        });
        _ = await host.DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest("R-1", member, "mug"), None));
        _ = await host.DoAsync(session => host.Rewards.ConfirmAsync(session, "R-1", None));
        host.Points.Host.Clock.Advance(Duration.FromDays(10));
        RewardRedemption cancelled = await host.DoAsync(session => host.Rewards.CancelAsync(session, "R-1", "never arrived", None));

        Assert.Equal((RedemptionState.Cancelled, "never arrived"), (cancelled.State, cancelled.Reason));
        Assert.Equal((60, 0, 0), await PointsAsync(host, member)); // the other 40 have lapsed
        host.Points.Host.Clock.Advance(Duration.FromDays(6));
        Assert.Equal((0, 0, 0), await PointsAsync(host, member));
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_1_Money_off_takes_no_more_points_than_the_total_needs()
    {
        (RewardHost host, CustomerId member) = await OpenAsync(new Reward { Code = "cash", Kind = RewardKind.MoneyOff, Programme = LoyaltyHost.Programme, Rate = UnitPrice.Of(0.03m, "CNY") });

        RewardRedemption reserved = await host.DoAsync(session => host.Rewards.ReserveAsync(
            session, new RedemptionRequest("R-1", member, "cash") { Points = 100, Total = Money.Of(2m, "CNY") }, None));

        Assert.Equal((67, Money.Of(2m, "CNY")), (reserved.Points, reserved.Value)); // 66 points are worth 1.98
        Assert.Equal((33, 67, 0), await PointsAsync(host, member));
        Assert.False(await host.TryAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest("R-2", member, "cash"), None), RewardErrorCodes.BadReward));
    }

    [SkippableFact]
    public async Task LO_1_A_coupon_that_was_redeemed_takes_off_once_comes_back_with_the_order_and_is_void_with_its_redemption()
    {
        (RewardHost host, CustomerId member) = await OpenAsync(new Reward
        {
            Code = "ten-off", Kind = RewardKind.Coupon, Programme = LoyaltyHost.Programme, Points = 40, Coupon = new CouponTerms { Off = Money.Of(10m, "CNY"), Minimum = Money.Of(50m, "CNY"), Days = 30 },
        });
        CustomerId other = (await host.MoreAsync(1))[0];
        _ = await host.DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest("R-1", member, "ten-off"), None));
        RewardRedemption given = await host.DoAsync(session => host.Rewards.ConfirmAsync(session, "R-1", None));
        Coupon coupon = (await host.FindAsync<Coupon>(given.Coupon!.Value))!;
        Money total = Money.Of(80m, "CNY");

        Assert.False(await UseAsync("A-0", other, total));
        Assert.False(await UseAsync("A-0", member, Money.Of(49.99m, "CNY")));
        Assert.False(await UseAsync("A-0", member, Money.Of(80m, "EUR")));
        Assert.True(await UseAsync("A-1", member, total));
        Assert.True(await UseAsync("A-1", member, total)); // the same order again
        Assert.False(await UseAsync("A-2", member, total));
        Assert.False(await host.TryAsync(session => host.Rewards.CancelAsync(session, "R-1", null, None), RewardErrorCodes.AlreadyUsed));
        CouponUse back = await host.DoAsync(session => host.Coupons.ReturnAsync(session, "A-1", None));
        _ = await host.DoAsync(session => host.Coupons.ReturnAsync(session, "A-1", None));
        Assert.Equal((Money.Of(10m, "CNY"), 0), (back.Discount, (await host.FindAsync<Coupon>(coupon.Id))!.Used));
        _ = await host.DoAsync(session => host.Rewards.CancelAsync(session, "R-1", null, None));
        Assert.False(await UseAsync("A-3", member, total));

        Assert.Equal((100, 0, 0), await PointsAsync(host, member));
        Assert.Equal(20, coupon.Code.Length);

        Task<bool> UseAsync(string key, CustomerId customer, Money of) => host.TryAsync(
            session => host.Coupons.UseAsync(session, $"{coupon.Code[..10].ToLowerInvariant()}-{coupon.Code[10..]}", key, customer, of, None), RewardErrorCodes.CouponRefused);
    }

    [SkippableFact]
    public async Task LO_1_A_coupon_can_be_used_until_its_time_is_over()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(1, 1))[0];
        Coupon coupon = await host.DoAsync(session => host.Coupons.IssueAsync(session, "c", new CouponTerms { ShareMillionths = 333_333, Days = 1, Uses = 2, IsBound = false }, null, None));
        CouponUse use = await host.DoAsync(session => host.Coupons.UseAsync(session, coupon.Code, "A-1", member, Money.Of(1m, "CNY"), None));
        host.Points.Host.Clock.Advance(Duration.FromDays(1));

        Assert.Equal(Money.Of(0.33m, "CNY"), use.Discount);
        Assert.False(await host.TryAsync(session => host.Coupons.UseAsync(session, coupon.Code, "A-2", member, Money.Of(1m, "CNY"), None), RewardErrorCodes.CouponRefused));
        Assert.False(await host.TryAsync(session => host.Coupons.UseAsync(session, "no such code", "A-2", member, Money.Of(1m, "CNY"), None), RewardErrorCodes.UnknownCoupon));
    }

    [SkippableFact]
    public async Task LO_6_A_privilege_is_used_of_the_entitlement_that_ends_soonest_and_every_instant_knows_what_was_left()
    {
        (RewardHost host, CustomerId member) = await OpenAsync(new Reward { Code = "lounge-2", Kind = RewardKind.Privilege, Programme = LoyaltyHost.Programme, Points = 50, Privilege = new PrivilegeTerms("lounge", 2, 30) });
        _ = await host.DoAsync(session => host.Entitlements.GrantAsync(session, "tier/2026", member, new PrivilegeTerms("lounge", 1, 365), EntitlementSources.Tier, host.Points.Now, None));
        _ = await host.DoAsync(session => host.Rewards.ReserveAsync(session, new RedemptionRequest("R-1", member, "lounge-2"), None));
        _ = await host.DoAsync(session => host.Rewards.ConfirmAsync(session, "R-1", None));
        Instant before = host.Points.Now;
        host.Points.Host.Clock.Advance(Duration.FromDays(1));

        Assert.True(await UseAsync("V-1"));
        Assert.True(await UseAsync("V-1"));
        Assert.True(await UseAsync("V-2"));
        host.Points.Host.Clock.Advance(Duration.FromDays(1));
        _ = await host.DoAsync(session => host.Entitlements.TakeBackAsync(session, "V-2", None));
        Assert.Equal(["R: 1 of 2", "t: 0 of 1"], await LeftAsync(host.Points.Now));
        Assert.Equal(["R: 2 of 2", "t: 0 of 1"], await LeftAsync(host.Points.Now - Duration.FromHours(1)));
        Assert.Equal(["R: 0 of 2", "t: 0 of 1"], await LeftAsync(before));
        Assert.False(await host.TryAsync(session => host.Rewards.CancelAsync(session, "R-1", null, None), RewardErrorCodes.AlreadyUsed));
        Assert.True(await UseAsync("V-3"));
        Assert.True(await UseAsync("V-4")); // of the tier's
        Assert.False(await UseAsync("V-5"));
        PrivilegeUsage usage = Assert.Single(await host.Usage.ReadAsync(host.Points.Scope, host.Points.Now, None));
        Assert.Equal(("lounge", 2L, 3L, 3L, 1.0), (usage.Privilege, usage.Entitlements, usage.Granted, usage.Used, usage.Share));
        host.Points.Host.Clock.Advance(Duration.FromDays(40));
        Assert.Equal(["t: 1 of 1"], await LeftAsync(host.Points.Now)); // the reward's period is over
        Assert.Empty(await host.Usage.ReadAsync(host.Points.Scope, host.Points.Now + Duration.FromDays(400), None));

        Task<bool> UseAsync(string key) => host.TryAsync(session => host.Entitlements.UseAsync(session, key, member, "lounge", "PVG", None), RewardErrorCodes.NoEntitlement);

        async Task<string[]> LeftAsync(Instant at)
        {
            await using ICrmSession session = host.Points.Host.Crm.OpenSession(host.Points.Scope);
            return [.. (await host.Entitlements.StandingAsync(session, member, at, "lounge", None)).Select(static one => $"{(one.Entitlement.Source == EntitlementSources.Tier ? 't' : 'R')}: {one.Used} of {one.Entitlement.Count}")];
        }
    }

    [SkippableFact]
    public async Task A_key_makes_one_coupon_and_grants_one_privilege_whenever_it_is_repeated()
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(1, 1))[0];
        var terms = new PrivilegeTerms("lounge", 4, 365);
        var off = new CouponTerms { Off = Money.Of(5m, "CNY") };

        Entitlement first = await GrantAsync(terms);
        Coupon coupon = await IssueAsync(off);
        host.Points.Host.Clock.Advance(Duration.FromDays(3));

        Assert.Equal(first.From, (await GrantAsync(terms)).From);
        Assert.Equal(coupon.Code, (await IssueAsync(off)).Code);
        Assert.Single(await host.Points.Host.AllAsync<Entitlement>());
        Assert.Equal(RewardErrorCodes.KeyTaken, (await Assert.ThrowsAsync<CrmException>(() => GrantAsync(terms with { Count = 5 }))).Code);
        Assert.Equal(RewardErrorCodes.KeyTaken, (await Assert.ThrowsAsync<CrmException>(() => IssueAsync(off with { Uses = 2 }))).Code);

        Task<Entitlement> GrantAsync(PrivilegeTerms what) => host.DoAsync(session => host.Entitlements.GrantAsync(session, "g", member, what, EntitlementSources.Hand, null, None));

        Task<Coupon> IssueAsync(CouponTerms what) => host.DoAsync(session => host.Coupons.IssueAsync(session, "c", what, member, None));
    }

    private async Task<(RewardHost Host, CustomerId Member)> OpenAsync(Reward reward, long? stock = null)
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model));
        return (host, (await host.OpenAsync(1, 100, reward, stock))[0]);
    }

    private static async Task<(long Available, long Held, long Redeemed)> PointsAsync(RewardHost host, CustomerId member)
    {
        PointsBalance balance = await host.Points.BalanceAsync(member);
        return (balance.Available, balance.Held, balance.Redeemed);
    }
}
