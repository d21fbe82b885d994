using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>Whatever the order in which an order's points are earned, spent, returned and lapse, the member ends with the same (LO-1). A return that comes before its earning is refused and comes again, as from a queue.</summary>
public sealed class OrderOfEventsTests : StoreTests<InMemoryStoreFixture>
{
    private const string Earn = "earn", Spend = "spend", Part = "return part", Rest = "return the rest", Lapse = "lapse", More = "earn more";

    public static TheoryData<ReturnPolicy, long> Cases => new()
    {
        { ReturnPolicy.Debt, 40 }, { ReturnPolicy.Debt, 80 }, { ReturnPolicy.Debt, 100 }, { ReturnPolicy.Negative, 40 }, { ReturnPolicy.Negative, 80 }, { ReturnPolicy.Negative, 100 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Spendable_minus_debt_is_the_same_for_every_order_in_which_the_redemption_is_accepted(ReturnPolicy policy, long price)
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var ends = new HashSet<long>();
        int accepted = 0;
        foreach (string[] order in Permutations([Earn, Spend, Part, Rest, Lapse]))
        {
            (bool spent, PointsBalance end, _) = await RunAsync(store, policy, price, order, hasMore: false);
            if (spent)
            {
                accepted++;
                _ = ends.Add(end.Available - end.Debt);
            }
        }

        Assert.Equal([-price], ends); // 100 came and went back, and what was spent is owed
        Assert.InRange(accepted, 2, 120);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Other_points_that_come_at_any_time_change_nothing_of_it(ReturnPolicy policy, long price)
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var ends = new HashSet<long>();
        foreach (string[] order in Permutations([Earn, Spend, Part, Rest, More]))
        {
            (bool spent, PointsBalance end, _) = await RunAsync(store, policy, price, order, hasMore: true);
            if (spent)
            {
                _ = ends.Add(end.Available - end.Debt);
                Assert.True(policy == ReturnPolicy.Negative || end.Available >= 0);
            }
        }

        Assert.Equal([150 - price], ends);
    }

    [Fact]
    public async Task Where_returns_are_blocked_each_order_ends_as_the_reference_model_does()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        foreach (string[] order in Permutations([Earn, Spend, Part, Rest, Lapse]))
        {
            (_, PointsBalance end, ReferenceLedger.Member expected) = await RunAsync(store, ReturnPolicy.Block, 80, order, hasMore: false);
            Assert.Equal(expected.Spendable, end.Available);
            Assert.Equal(0, end.Debt);
        }
    }

    [Fact]
    public async Task The_calendar_comes_to_an_end_where_the_programme_went_to_a_zone_whose_days_end_later()
    {
        var host = new LoyaltyHost(await StartAsync(HistoryHost.Model));
        var wallet = new PointsWallet { Code = PointsWallet.Main, Expiry = new PointsExpiry(0, ExpiryUnit.Day) };
        CustomerId member = (await host.OpenAsync(wallet, 1))[0];
        _ = await host.PostAsync(PointsPosting.Earn(Earn, member, 100)); // at 08:00 in Shanghai
        await using (ICrmSession session = host.Host.Crm.OpenSession(host.Scope))
        {
            await LoyaltyProgrammes.SaveAsync(session, new LoyaltyProgramme { Code = LoyaltyHost.Programme, Wallets = [wallet], Zone = "America/Los_Angeles" }, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        host.Host.Clock.Advance(Duration.FromHours(20));

        Assert.Equal(1, await host.Calendar.PostDueAsync(host.Scope, CancellationToken.None));
        Assert.Equal(100, (await host.BalanceAsync(member)).Available);
        Assert.Empty((await host.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task L8_A_return_of_lapsed_points_is_taken_back_once()
    {
        var host = new LoyaltyHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(new PointsWallet { Code = PointsWallet.Main, Expiry = new PointsExpiry(1, ExpiryUnit.Day) }, 1))[0];
        _ = await host.PostAsync(PointsPosting.Earn(Earn, member, 100));
        host.Host.Clock.Advance(Duration.FromDays(3));

        PostingOutcome[] posted = [.. await host.PostAsync(PointsPosting.Reverse(Part, Earn, 30), PointsPosting.Reverse("back", Part), PointsPosting.Reverse("back again", Part), PointsPosting.Reverse(Rest, Earn))];

        Assert.Equal([null, null, LoyaltyErrorCodes.CannotReverse, null], posted.Select(static one => one.Refusal?.Code));
        Assert.Equal(0, Assert.Single(await host.Host.AllAsync<PointsLot>()).Lapsed); // all 100 are counted as taken back
        Assert.Empty((await host.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task L8_A_redemption_that_stood_again_from_other_points_comes_back_to_the_lot_it_came_from()
    {
        var host = new LoyaltyHost(await StartAsync(HistoryHost.Model));
        CustomerId member = (await host.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 1))[0];

        PostingOutcome[] posted =
        [
            .. await host.PostAsync(
                PointsPosting.Earn(Earn, member, 18), PointsPosting.Redeem(Spend, member, 10), PointsPosting.Reverse("back", Spend), PointsPosting.Hold("hold", member, 18),
                PointsPosting.Earn(More, member, 50), PointsPosting.Reverse("again", "back"), PointsPosting.Reverse("back again", Spend)),
        ];

        Assert.All(posted, static one => Assert.Null(one.Refusal));
        PointsBalance end = await host.BalanceAsync(member);
        Assert.Equal((50, 18), (end.Available, end.Held));
        Assert.Equal([(18, 10, 18), (50, 40, 0)], (await host.Host.AllAsync<PointsLot>()).OrderBy(static lot => lot.Points).Select(static lot => (lot.Points, lot.Remaining, lot.Held)));
        Assert.Empty((await host.VerifyAsync()).Problems);
    }

    private static async Task<(bool Spent, PointsBalance End, ReferenceLedger.Member Expected)> RunAsync(ICrmStore store, ReturnPolicy policy, long price, string[] order, bool hasMore)
    {
        var wallet = new PointsWallet { Code = PointsWallet.Main, Returns = policy, Expiry = hasMore ? null : new PointsExpiry(10, ExpiryUnit.Day) };
        var host = new LoyaltyHost(store);
        CustomerId member = (await host.OpenAsync(wallet, 1))[0];
        var model = new ReferenceLedger(wallet, DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
        bool spent = false;
        List<string> waiting = [];
        foreach (string step in order)
        {
            if (step == Lapse)
            {
                host.Host.Clock.Advance(Duration.FromDays(11)); // of points that were not earned yet nothing lapses: they lapse at once when they come, as of the day of their order
                await host.Calendar.PostDueAsync(host.Scope, CancellationToken.None);
                _ = model.Advance(model.Of(member), host.Now);
            }
            else
            {
                await OfferAsync(step);
            }

            foreach (string again in waiting.ToList())
            {
                await OfferAsync(again);
            }
        }

        await host.Calendar.PostDueAsync(host.Scope, CancellationToken.None);
        _ = model.Advance(model.Of(member), host.Now);
        Assert.Empty((await host.VerifyAsync()).Problems);
        return (spent, await host.BalanceAsync(member), model.Of(member));

        async Task OfferAsync(string step)
        {
            PointsPosting posting = step switch
            {
                Earn => PointsPosting.Earn(Earn, member, 100),
                Spend => PointsPosting.Redeem(Spend, member, price),
                Part => PointsPosting.Reverse(Part, Earn, 30),
                Rest => PointsPosting.Reverse(Rest, Earn, 70),
                _ => PointsPosting.Earn(More, member, 150),
            };
            posting = posting with { Programme = LoyaltyHost.Programme };
            bool done = (await host.PostAsync(posting))[0].Refusal is null;
            Assert.Equal(model.Post(posting, host.Now), done);
            spent |= done && step == Spend;
            _ = waiting.Remove(step);
            if (!done && step != Spend)
            {
                waiting.Add(step);
            }
        }
    }

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (string[])[first, .. rest]));
}
