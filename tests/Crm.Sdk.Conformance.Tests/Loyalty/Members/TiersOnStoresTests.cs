using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryTiersTests : TiersOnStoresTests<InMemoryStoreFixture>;

public sealed class SqliteTiersTests : TiersOnStoresTests<SqliteStoreFixture>;

public sealed class PostgreSqlTiersTests : TiersOnStoresTests<PostgreSqlStoreFixture>;

/// <summary>Tiers of members over a store (LO-2): up at once, down at a review after the grace, by invitation; each decision made again; who is to be told.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class TiersOnStoresTests<TFixture> : StoreTests<TFixture>
    where TFixture : Crm.Sdk.Conformance.IStoreFixture, new()
{
    private static readonly TierLadder BySpend = new()
    {
        Measure = TierMeasure.Spend, Currency = "CNY", Window = TierWindow.Period, Anchor = TierAnchor.Tier, Months = 1, GraceDays = 5,
        Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "silver", Minimum = 100, EarningFactor = 2 }, new() { Code = "gold", Minimum = 500, EarningFactor = 3 }, new() { Code = "vip", EarningFactor = 10 }],
    };

    [SkippableFact]
    public async Task LO_2_Who_reaches_a_tier_has_it_at_once_and_the_next_order_earns_by_it()
    {
        MemberHost host = await StartAsync(BySpend);
        CustomerId customer = await host.CustomerAsync();
        Order[] sales = [host.Sale(customer, 4, 60), host.Sale(customer, 3, 40), host.Sale(customer, 2, 460), host.Sale(customer, 1, 100)];
        await host.AddAsync([.. sales]);

        EarningReport run = await host.RunAsync();

        Assert.Equal(6 + 4 + 92 + 30, run.Earned);
        Assert.Equal((string?[])["base", "base", "silver", "gold"], await Task.WhenAll(sales.Select(async sale => (await host.EarningAsync(sale))!.Tier)));
        IReadOnlyList<TierDecision> decisions = await host.Tiers.HistoryAsync(host.Scope, customer, MemberHost.Programme);
        Assert.Equal(["Up base silver 10000", "Up silver gold 50000"], decisions.Select(static one => $"{one.Move} {one.Before} {one.Tier} {one.Measured}"));
        Assert.Equal([sales[1].PlacedAt, sales[2].PlacedAt], decisions.Select(static one => one.At));
        foreach (TierDecision decision in decisions)
        {
            Assert.Equal(decision, await host.Tiers.AgainAsync(host.Scope, decision, CancellationToken.None));
        }

        Assert.Equal("silver", (await host.Tiers.StandingAsync(host.Scope, customer, sales[1].PlacedAt, MemberHost.Programme))!.Tier);
        Assert.Equal("gold", (await host.Tiers.StandingAsync(host.Scope, customer, null, MemberHost.Programme))!.Tier);
    }

    [SkippableFact]
    public async Task LO_2_A_review_lowers_the_tier_after_the_grace_whenever_it_runs_and_says_before_who_is_to_be_told()
    {
        MemberHost host = await StartAsync(BySpend);
        CustomerId customer = await host.CustomerAsync();
        await host.AddAsync(host.Sale(customer, 0, 600));
        await host.RunAsync(); // gold from 2026-01-01 to 01-31, renewed on 02-06 to 02-28 by what was bought in January, reviewed on 03-06
        host.Ledger.Host.Clock.Advance(Duration.FromDays(61)); // 03-03, in the grace

        LoyaltyNotice notice = Assert.Single(await host.Tiers.NoticesAsync(host.Scope, MemberHost.Programme, new LocalDate(2026, 3, 5), CancellationToken.None).ToListAsync());
        IReadOnlyList<LoyaltyNotice> early = await host.Tiers.NoticesAsync(host.Scope, MemberHost.Programme, new LocalDate(2026, 3, 4), CancellationToken.None).ToListAsync();
        TierReport inGrace = await ReviewAsync(host, keeps: true);
        host.Ledger.Host.Clock.Advance(Duration.FromDays(10));
        TierReport shown = await ReviewAsync(host, keeps: false), kept = await ReviewAsync(host, keeps: true), again = await ReviewAsync(host, keeps: true);

        Assert.Equal((LoyaltyNoticeType.TierEnds, "gold", "silver", new LocalDate(2026, 3, 5)), (notice.Type, notice.Tier, notice.Next, notice.LastDay));
        Assert.Empty(early);
        Assert.Equal([new TierMoveCount(TierMove.Renewed, "gold", "gold", 1)], inGrace.Moves);
        Assert.Equal([new TierMoveCount(TierMove.Down, "gold", "silver", 1)], shown.Moves);
        Assert.Equal(shown, kept);
        Assert.Empty(again.Moves);
        Assert.Equal([0, 1, 0, 0], again.Tiers.Select(static tier => tier.Members));
        Assert.Equal(new LocalDate(2026, 3, 6), (await host.Tiers.StandingAsync(host.Scope, customer, null, MemberHost.Programme))!.Since);
    }

    [SkippableFact]
    public async Task LO_2_Points_count_for_the_tier_once_they_can_be_spent_and_no_longer_once_they_are_taken_back()
    {
        MemberHost host = await StartAsync(new TierLadder { Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "gold", Minimum = 20 }] }, pendingDays: 7);
        CustomerId keeps = await host.CustomerAsync(), returns = await host.CustomerAsync();
        Order sale = host.Sale(returns, 0, 200);
        await host.AddAsync(host.Sale(keeps, 0, 200), sale);
        Instant bought = host.Now;
        await host.RunAsync();
        host.Ledger.Host.Clock.Advance(Duration.FromDays(3));
        await host.AddAsync(Order.Return(sale, host.Now, [], new ReturnedLine(0, 1)));
        await host.RunAsync();
        Assert.Empty((await ReviewAsync(host, keeps: true)).Moves);
        host.Ledger.Host.Clock.Advance(Duration.FromDays(6)); // nobody has posted that the points mature
        TierReport report = await ReviewAsync(host, keeps: true);

        Assert.Equal([new TierMoveCount(TierMove.Up, "base", "gold", 1)], report.Moves);
        Assert.Equal(bought + Duration.FromDays(7), (await host.Tiers.HistoryAsync(host.Scope, keeps, MemberHost.Programme)).Single().At);
        await host.Ledger.Calendar.PostDueAsync(host.Scope, CancellationToken.None);
        Assert.Empty((await ReviewAsync(host, keeps: true)).Moves);
        await host.BalancesAsync();
    }

    [SkippableFact]
    public async Task LO_2_An_invitation_stands_beside_the_reached_tier_until_its_last_day()
    {
        MemberHost host = await StartAsync(BySpend);
        CustomerId customer = await host.CustomerAsync(), stranger = await host.CustomerAsync();
        await host.AddAsync(host.Sale(customer, 1, 100));
        await host.RunAsync();

        TierDecision invited = await InviteAsync("vip", "a founder", new LocalDate(2026, 1, 3));
        await host.AddAsync(host.Sale(customer, 0, 10));
        EarningReport run = await host.RunAsync();
        host.Ledger.Host.Clock.Advance(Duration.FromDays(3));
        TierReport ended = await ReviewAsync(host, keeps: true);

        Assert.Equal(("vip", "silver"), (invited.Tier, invited.Reached));
        Assert.Equal(invited, await host.Tiers.AgainAsync(host.Scope, invited, CancellationToken.None));
        Assert.Equal(2, run.Earned); // at the same instant as the invitation, so by the tier before it
        Assert.Equal([new TierMoveCount(TierMove.InvitationEnded, "vip", "silver", 1)], ended.Moves);
        Assert.Equal(EarningErrorCodes.BadTier, (await Assert.ThrowsAsync<CrmException>(() => InviteAsync("brass", "why not", null))).Code);
        Assert.Equal(EarningErrorCodes.BadTier, (await Assert.ThrowsAsync<CrmException>(() => InviteAsync(null, "over", null))).Code);
        customer = stranger;
        Assert.Equal(EarningErrorCodes.BadMembership, (await Assert.ThrowsAsync<CrmException>(() => InviteAsync("vip", "who", null))).Code);

        async Task<TierDecision> InviteAsync(string? tier, string reason, LocalDate? until)
        {
            await using ICrmSession session = host.Crm.OpenSession(host.Scope);
            TierDecision decision = await host.Tiers.InviteAsync(session, customer, tier, reason, until, MemberHost.Programme);
            await session.CommitAsync(CancellationToken.None);
            return decision;
        }
    }

    [SkippableFact]
    public async Task LO_2_Points_that_lapse_by_a_day_are_told_of_by_wallet_and_day()
    {
        MemberHost host = await StartAsync(BySpend, expiry: new PointsExpiry(10, ExpiryUnit.Day));
        CustomerId customer = await host.CustomerAsync();
        await host.AddAsync(host.Sale(customer, 3, 50), host.Sale(customer, 1, 40));
        await host.RunAsync();
        LocalDate today = host.Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

        List<LoyaltyNotice> all = await NoticesAsync(10), first = await NoticesAsync(8), none = await NoticesAsync(6);

        Assert.Equal([(today.PlusDays(7), 5L), (today.PlusDays(9), 4L)], all.Select(static notice => (notice.LastDay, notice.Points!.Value)));
        Assert.Equal(all[0], Assert.Single(first));
        Assert.Empty(none);

        async Task<List<LoyaltyNotice>> NoticesAsync(int days) => await host.Tiers.NoticesAsync(host.Scope, MemberHost.Programme, today.PlusDays(days), CancellationToken.None).ToListAsync();
    }

    private static Task<TierReport> ReviewAsync(MemberHost host, bool keeps) => host.Tiers.ReviewAsync(host.Scope, MemberHost.Programme, null, keeps, null, CancellationToken.None);

    private async Task<MemberHost> StartAsync(TierLadder ladder, int pendingDays = 0, PointsExpiry? expiry = null)
    {
        var host = new MemberHost(await StartAsync(HistoryHost.Model));
        await host.SaveAsync(MemberHost.Of(MemberHost.Spend) with { Tiers = ladder, Wallets = [MemberHost.Wallet with { PendingDays = pendingDays, Expiry = expiry }] });
        return host;
    }
}
