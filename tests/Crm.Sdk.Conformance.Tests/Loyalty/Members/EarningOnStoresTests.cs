using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryEarningTests : EarningOnStoresTests<InMemoryStoreFixture>;

public sealed class SqliteEarningTests : EarningOnStoresTests<SqliteStoreFixture>;

public sealed class PostgreSqlEarningTests : EarningOnStoresTests<PostgreSqlStoreFixture>;

/// <summary>From orders to postings (LO-1): what is bought earns, what comes back is taken back, what changes is posted as a difference, and nothing happens twice.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class EarningOnStoresTests<TFixture> : StoreTests<TFixture>
    where TFixture : Crm.Sdk.Conformance.IStoreFixture, new()
{
    [SkippableFact]
    public async Task LO_1_An_order_earns_line_by_line_in_its_own_commit_and_a_run_adds_nothing()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend, MemberHost.Spend with { Code = "more", Points = 2, Products = ["p1"] }));
        CustomerId customer = await host.CustomerAsync();
        Order sale = host.Sale(customer, 1, 100, 55);
        await using (ICrmSession session = host.Crm.OpenSession(host.Scope))
        {
            session.Add(sale);
            PointsEarning? earned = await host.Desk.SettleAsync(session, sale, MemberHost.Programme);
            Assert.Equal(["spend 0: 10000 10", "spend 1: 5500 5", "more 1: 5500 10"], earned!.Parts.Select(static part => $"{part.Rule} {part.Line}: {part.Base} {part.Points}"));
            await session.CommitAsync(CancellationToken.None);
        }

        EarningReport run = await host.RunAsync(), again = await host.RunAsync();

        Assert.Equal(25, await host.PointsAsync(customer));
        Assert.Equal((1, 0, 0L), (run.Documents, run.Settled, again.Earned));
        Assert.Equal(["Earn 25"], await host.StatementAsync(customer));
        await host.BalancesAsync();
    }

    [SkippableFact]
    public async Task LO_1_Returns_in_any_parts_take_back_what_one_return_of_all_does()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend with { Points = 7, Per = 3, Rounding = EarningRounding.Nearest }));
        CustomerId customer = await host.CustomerAsync();
        Order[] sales = [.. Enumerable.Range(0, 4).Select(_ => host.Sale(customer, 30, 100.10m, 33.30m))];
        await host.AddAsync([.. sales]);
        Assert.Equal(4 * 311, (await host.RunAsync()).Earned);
        Order first = Order.Return(sales[1], host.Now - Duration.FromDays(20), [], new ReturnedLine(0, 3)), second = Order.Return(sales[1], host.Now - Duration.FromDays(10), [first], new ReturnedLine(0, 7), new ReturnedLine(1, 10));
        await host.AddAsync(Order.Return(sales[0], host.Now - Duration.FromDays(5), [], new ReturnedLine(0, 10), new ReturnedLine(1, 10)), first);

        EarningReport partly = await host.RunAsync();
        long kept = (await host.EarningAsync(sales[1]))!.Standing;
        await host.AddAsync(second, Order.Return(sales[2], host.Now - Duration.FromDays(5), [], new ReturnedLine(1, 5)));
        await host.RunAsync();

        Assert.Equal(311 + (311 - kept), partly.TakenBack);
        Assert.Equal(311 - (long)Math.Round(311 * 30.03m / 133.4m, MidpointRounding.AwayFromZero), kept);
        Assert.Equal((long[])[0, 0, 311 - 39, 311], await StandingAsync(host, sales)); // 311 × 16.65 / 133.40 = 38.8
        Assert.Equal(311 + 311 - 39, await host.PointsAsync(customer));
        Assert.Equal(0, (await host.RunAsync()).Settled);
        await host.BalancesAsync();
    }

    [SkippableFact]
    public async Task LO_1_A_cancelled_order_gives_everything_back_and_a_changed_one_the_difference()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend));
        CustomerId customer = await host.CustomerAsync();
        Order cancelled = host.Sale(customer, 3, 100), grown = host.Sale(customer, 3, 100), shrunk = host.Sale(customer, 3, 100), delivered = host.Sale(customer, 3, 100);
        await host.AddAsync(cancelled, grown, shrunk, delivered);
        await host.RunAsync();

        await host.ChangeAsync(cancelled with { Status = OrderStatus.Cancelled });
        await host.ChangeAsync(grown with { Lines = [OrderLine.Of("p0", 1, UnitPrice.Of(150m, "CNY"))] });
        await host.ChangeAsync(shrunk with { Lines = [OrderLine.Of("p0", 1, UnitPrice.Of(40m, "CNY"))] });
        await host.ChangeAsync(delivered with { Status = OrderStatus.Delivered });
        EarningReport run = await host.RunAsync();

        Assert.Equal((3, 5L, 16L), (run.Settled, run.Earned, run.TakenBack));
        Assert.Equal((long[])[0, 15, 4, 10], await StandingAsync(host, cancelled, grown, shrunk, delivered));
        Assert.Equal(EarningOutcomes.Cancelled, (await host.EarningAsync(cancelled))!.Outcome);
        await host.ChangeAsync(cancelled);
        await host.RunAsync();
        Assert.Equal(10, (await host.EarningAsync(cancelled))!.Standing);
        await host.BalancesAsync();
    }

    [SkippableFact]
    public async Task LO_1_An_order_that_goes_to_another_customer_takes_its_points_along()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend));
        CustomerId wrong = await host.CustomerAsync(), right = await host.CustomerAsync();
        Order sale = host.Sale(wrong, 3, 100);
        await host.AddAsync(sale);
        await host.RunAsync();

        await host.ChangeAsync(sale with { Customer = right });
        await host.RunAsync();

        Assert.Equal((0, 10), (await host.PointsAsync(wrong), await host.PointsAsync(right)));
        Assert.Equal(0, (await host.RunAsync()).Settled);
        await host.BalancesAsync();
    }

    [SkippableFact]
    public async Task LO_1_Orders_before_the_enrolment_earn_nothing_but_for_the_days_that_are_backdated()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend) with { Enrolment = LoyaltyEnrolment.ByRequest, BackdatedDays = 7 });
        CustomerId member = await host.CustomerAsync(), stranger = await host.CustomerAsync();
        Order early = host.Sale(member, 20, 100), backdated = host.Sale(member, 9, 100), late = host.Sale(member, 1, 100);
        await host.AddAsync(early, backdated, late, host.Sale(stranger, 1, 100));
        await EnrolAsync(host, member, 3);

        await host.RunAsync();

        Assert.Equal((long[])[0, 10, 10], await StandingAsync(host, early, backdated, late));
        Assert.Equal(EarningOutcomes.BeforeEnrolment, (await host.EarningAsync(early))!.Outcome);
        Assert.Equal(0, await host.PointsAsync(stranger));
        Assert.Contains("since", (await Assert.ThrowsAsync<CrmException>(() => EnrolAsync(host, member, 1))).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task LO_1_A_late_order_earns_as_of_its_own_day_and_moves_the_enrolment()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend) with { Wallets = [MemberHost.Wallet with { Expiry = new PointsExpiry(10, ExpiryUnit.Day), PendingDays = 2 }] });
        CustomerId customer = await host.CustomerAsync();
        await host.AddAsync(host.Sale(customer, 1, 100));
        await host.RunAsync();
        Order late = host.Sale(customer, 9, 50), lapsed = host.Sale(customer, 12, 70);
        await host.AddAsync(late, lapsed);
        await host.RunAsync();

        PointsBalance balance = await host.Ledger.BalanceAsync(customer);

        Assert.Equal((5, 10, 7), (balance.Available, balance.Pending, balance.Expired));
        await using ICrmSession session = host.Crm.OpenSession(host.Scope);
        Assert.Equal(lapsed.PlacedAt, (await host.Members.FindAsync(session, customer, MemberHost.Programme))!.JoinedAt);
        await host.BalancesAsync();
    }

    [SkippableFact]
    public async Task LO_1_Reviews_enrolments_and_birthdays_in_the_members_zone_earn_once()
    {
        EarningRule review = new() { Code = "review", Type = EarningType.Event, Event = "review", Points = 5, Caps = [new(EarningCapScope.Month, 8)] };
        MemberHost host = await StartAsync(MemberHost.Of(
            review, review with { Code = "welcome", Event = EarningEvents.Enrolment, Points = 20, Caps = [] }, review with { Code = "birthday", Event = EarningEvents.Birthday, Points = 100, Caps = [] }) with { Enrolment = LoyaltyEnrolment.ByRequest });
        CustomerId west = await host.CustomerAsync(static customer => customer with { Birth = BirthDate.Gregorian(1990, 1, 3), Zone = "America/Los_Angeles" });
        CustomerId east = await host.CustomerAsync(static customer => customer with { Birth = BirthDate.GregorianWithoutYear(1, 3) });
        await EnrolAsync(host, west, 0);
        await EnrolAsync(host, east, 0);
        host.Ledger.Host.Clock.Advance(Duration.FromDays(2)); // 2026-01-03T00:00Z: 08:00 in Shanghai, the day before in Los Angeles
        await host.AddAsync(Interaction.Of(west, "review", host.Now - Duration.FromHours(5)), Interaction.Of(west, "review", host.Now - Duration.FromHours(4)), Interaction.Of(west, InteractionTypes.Call, host.Now));
        await host.RunAsync();
        (long, long) before = (await host.PointsAsync(west), await host.PointsAsync(east));
        host.Ledger.Host.Clock.Advance(Duration.FromHours(9));
        await host.RunAsync();
        Assert.Equal(0, (await host.RunAsync()).Settled);

        Assert.Equal((28, 120), before); // 20 and 5 and 3 of 5, as the cap of the month lets
        Assert.Equal((128, 120), (await host.PointsAsync(west), await host.PointsAsync(east)));
        await host.BalancesAsync();
    }

    [SkippableFact]
    public async Task LO_1_Caps_hold_over_runs_and_over_the_whole_programme()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend with { Caps = [new(EarningCapScope.Day, 15), new(EarningCapScope.Programme, 40)] }));
        CustomerId first = await host.CustomerAsync(), second = await host.CustomerAsync();
        await host.AddAsync(host.Sale(first, 3, 100));
        await host.RunAsync();
        await host.AddAsync(host.Sale(first, 3, 100), host.Sale(first, 2, 100), host.Sale(second, 2, 1_000));
        await host.RunAsync();

        Assert.Equal(40, await host.PointsAsync(first) + await host.PointsAsync(second));
        Assert.Equal(25, await host.PointsAsync(first)); // 10 + 5 on the one day, 10 on the other
        Assert.Equal(0, (await host.RunAsync()).Settled);
    }

    [SkippableFact]
    public async Task LO_1_A_new_version_of_the_programme_changes_nothing_that_was_earned()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend));
        CustomerId customer = await host.CustomerAsync();
        Order sale = host.Sale(customer, 3, 100);
        await host.AddAsync(sale);
        await host.RunAsync();
        await host.SaveAsync(MemberHost.Of(MemberHost.Spend with { Points = 5 }));
        Order later = host.Sale(customer, 1, 100);
        await host.AddAsync(later, Order.Return(sale, host.Now, [], new ReturnedLine(0, 5)));

        await host.RunAsync();

        Assert.Equal((long[])[5, 50], await StandingAsync(host, sale, later));
        Assert.Equal((1, 2), ((await host.EarningAsync(sale))!.ProgrammeVersion, (await host.EarningAsync(later))!.ProgrammeVersion));
    }

    [SkippableFact]
    public async Task LO_1_A_return_that_the_ledger_refuses_waits_and_is_tried_again()
    {
        MemberHost host = await StartAsync(MemberHost.Of(MemberHost.Spend) with { Wallets = [MemberHost.Wallet with { Returns = ReturnPolicy.Block }] });
        CustomerId customer = await host.CustomerAsync();
        Order sale = host.Sale(customer, 3, 100);
        await host.AddAsync(sale);
        await host.RunAsync();
        Assert.Null((await host.Ledger.PostAsync(PointsPosting.Redeem("spent", customer, 10)))[0].Refusal);
        await host.AddAsync(Order.Return(sale, host.Now, [], new ReturnedLine(0, 10)));

        EarningReport refused = await host.RunAsync();
        await host.AddAsync(host.Sale(customer, 0, 200));
        await host.RunAsync();
        await host.RunAsync();

        Assert.Equal((1, "CRM6407"), (refused.Waiting, refused.Reasons.Count == 1 ? LoyaltyErrorCodes.ReturnBlocked : string.Join("; ", refused.Reasons)));
        Assert.Equal(0, (await host.EarningAsync(sale))!.Standing);
        Assert.Equal(10, await host.PointsAsync(customer));
        await host.BalancesAsync();
    }

    private async Task<MemberHost> StartAsync(LoyaltyProgramme programme)
    {
        var host = new MemberHost(await StartAsync(HistoryHost.Model));
        await host.SaveAsync(programme);
        return host;
    }

    private static async Task EnrolAsync(MemberHost host, CustomerId customer, int daysAgo)
    {
        await using ICrmSession session = host.Crm.OpenSession(host.Scope);
        await host.Members.EnrolAsync(session, customer, host.Now - Duration.FromDays(daysAgo), programme: MemberHost.Programme);
        await session.CommitAsync(CancellationToken.None);
    }

    private static async Task<long[]> StandingAsync(MemberHost host, params Order[] sales)
    {
        var standing = new List<long>();
        foreach (Order sale in sales)
        {
            standing.Add((await host.EarningAsync(sale))!.Standing);
        }

        return [.. standing];
    }
}
