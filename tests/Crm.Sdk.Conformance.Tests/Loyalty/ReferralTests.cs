using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class InMemoryReferralTests : ReferralTests<InMemoryStoreFixture>;

public sealed class SqliteReferralTests : ReferralTests<SqliteStoreFixture>;

public sealed class PostgreSqlReferralTests : ReferralTests<PostgreSqlStoreFixture>;

/// <summary>Referrals as members meet them (LO-2).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class ReferralTests<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task LO_2_The_first_purchase_promises_points_to_both_that_can_be_spent_once_the_return_period_is_over()
    {
        (RewardHost host, ReferralCode code, CustomerId friend) = await OpenAsync();
        Referral claimed = await ClaimAsync(host, code, friend);
        host.Points.Host.Clock.Advance(Duration.FromDays(1));
        Order order = Sale(friend, host.Points.Now, 100m);

        Referral promised = await host.DoAsync(session =>
        {
            session.Add(order);
            return SettleAsync(host, session, friend); // the order and its points are one commit
        });
        Assert.Equal((ReferralState.Claimed, ReferralState.Pending, order.Id), (claimed.State, promised.State, promised.Order));
        Assert.Equal([(0, 100), (0, 100)], await BothAsync(host, code, friend));
        host.Points.Host.Clock.Advance(Duration.FromDays(30));
        LoyaltyUpkeepReport report = await host.Upkeep.RunAsync(host.Points.Scope, None);

        Assert.Equal((1, 2), (report.Referrals, report.Accounts));
        Assert.Equal([(100, 0), (100, 0)], await BothAsync(host, code, friend));
        Referral rewarded = (await host.FindAsync<Referral>(claimed.Id))!;
        Assert.Equal(["claimed", "purchased", "period-over"], rewarded.Steps.Select(static step => step.Reason));
        Assert.Equal(0, (await host.Upkeep.RunAsync(host.Points.Scope, None)).Referrals);
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_2_A_refund_within_the_return_period_takes_the_points_back_and_one_after_it_does_not()
    {
        (RewardHost host, ReferralCode code, CustomerId friend) = await OpenAsync(new ReferralTerms { Minimum = Money.Of(50m, "CNY") });
        _ = await ClaimAsync(host, code, friend);
        Order order = Sale(friend, host.Points.Now, 100m);
        await AddAsync(host, order);
        Assert.Equal(ReferralState.Pending, (await SettledAsync(host, friend)).State);
        Order part = Order.Return(order, host.Points.Now + Duration.FromDays(2), [], new ReturnedLine(0, 4));
        Order most = Order.Return(order, host.Points.Now + Duration.FromDays(3), [part], new ReturnedLine(0, 2));
        host.Points.Host.Clock.Advance(Duration.FromDays(5));

        await AddAsync(host, part);
        Assert.Equal(ReferralState.Pending, (await SettledAsync(host, friend)).State); // 60 of 100 stayed
        await AddAsync(host, most);
        Referral reversed = await SettledAsync(host, friend);
        Assert.Equal((ReferralState.Reversed, ReferralReasons.Refunded), (reversed.State, reversed.Steps[^1].Reason));
        Assert.Equal([(0, 0), (0, 0)], await BothAsync(host, code, friend));

        CustomerId second = (await host.MoreAsync(1))[0];
        _ = await ClaimAsync(host, code, second);
        Order kept = Sale(second, host.Points.Now, 100m);
        await AddAsync(host, kept);
        host.Points.Host.Clock.Advance(Duration.FromDays(30));
        Assert.Equal(ReferralState.Rewarded, (await SettledAsync(host, second)).State);
        await AddAsync(host, Order.Return(kept, host.Points.Now, [], new ReturnedLine(0, 10)));
        Assert.Equal(ReferralState.Rewarded, (await SettledAsync(host, second)).State);
        Assert.Empty((await host.Points.VerifyAsync()).Problems);
    }

    [SkippableFact]
    public async Task LO_2_Nobody_refers_oneself_not_even_as_a_second_customer_and_customers_who_bought_are_not_referred()
    {
        (RewardHost host, ReferralCode code, CustomerId friend) = await OpenAsync();
        Customer second = Customer.Individual(PersonName.Of("Ada", "Lovelace")) with { Phone = "+8613800138000" };
        Customer first = (await host.FindAsync<Customer>(code.Customer))!;
        await host.DoAsync(async session =>
        {
            _ = await session.FindAsync<Customer>(first.Id, None);
            session.Update(first with { Phone = "+8613800138000" });
            session.Add(second);
            session.Add(Sale(friend, host.Points.Now - Duration.FromDays(1), 1m));
            return true;
        });

        foreach (CustomerId refused in (CustomerId[])[code.Customer, second.Id, friend])
        {
            Assert.False(await host.TryAsync(session => host.Referrals.ClaimAsync(session, code.Code, refused, None), ReferralErrorCodes.ClaimRefused));
        }

        Assert.False(await host.TryAsync(session => host.Referrals.ClaimAsync(session, "NOBODY", friend, None), ReferralErrorCodes.UnknownCode));
        Assert.Empty(await host.Points.Host.AllAsync<Referral>());
    }

    [SkippableFact]
    public async Task LO_2_A_code_never_changes_the_first_claim_counts_and_a_circle_is_refused()
    {
        (RewardHost host, ReferralCode code, CustomerId friend) = await OpenAsync();
        ReferralCode theirs = await host.DoAsync(session => host.Referrals.CodeAsync(session, friend, LoyaltyHost.Programme, None));
        CustomerId third = (await host.MoreAsync(1))[0];
        _ = await ClaimAsync(host, code, friend);
        _ = await ClaimAsync(host, theirs, third);

        Assert.Equal(code.Code, (await host.DoAsync(session => host.Referrals.CodeAsync(session, code.Customer, LoyaltyHost.Programme, None))).Code);
        Assert.Equal(code.Customer, (await host.DoAsync(session => host.Referrals.ClaimAsync(session, code.Code.ToLowerInvariant(), friend, None))).Referrer); // claimed again
        Assert.False(await host.TryAsync(session => host.Referrals.ClaimAsync(session, theirs.Code, code.Customer, None), ReferralErrorCodes.ClaimRefused));
        ReferralCode last = await host.DoAsync(session => host.Referrals.CodeAsync(session, third, LoyaltyHost.Programme, None));
        Assert.False(await host.TryAsync(session => host.Referrals.ClaimAsync(session, last.Code, code.Customer, None), ReferralErrorCodes.ClaimRefused));
        Assert.False(await host.TryAsync(session => host.Referrals.ClaimAsync(session, last.Code, friend, None), ReferralErrorCodes.AlreadyClaimed));
        Assert.Equal(1, (await host.FindAsync<ReferralCode>(code.Id))!.Claims);
    }

    [SkippableTheory]
    [InlineData(2, null, ReferralReasons.ManyPerDay)]
    [InlineData(null, 2, ReferralReasons.ManyPerMonth)]
    public async Task LO_2_From_so_many_claims_on_somebody_looks_before_there_are_points(int? perDay, int? perMonth, string reason)
    {
        (RewardHost host, ReferralCode code, _) = await OpenAsync(new ReferralTerms { ReviewFromPerDay = perDay, ReviewFromPerMonth = perMonth });
        IReadOnlyList<CustomerId> friends = await host.MoreAsync(4);
        foreach (CustomerId friend in friends)
        {
            _ = await ClaimAsync(host, code, friend);
            await AddAsync(host, Sale(friend, host.Points.Now, 10m));
            _ = await SettledAsync(host, friend);
        }

        Referral[] all = [.. await Task.WhenAll(friends.Select(async friend => (await host.FindAsync<Referral>(ReferralId.Of(LoyaltyHost.Programme, friend)))!))];
        Assert.Equal([null, null, reason, reason], all.Select(static one => one.Flag));
        Assert.Equal([ReferralState.Pending, ReferralState.Pending, ReferralState.Review, ReferralState.Review], all.Select(static one => one.State));
        Assert.Equal(200, (await host.Points.BalanceAsync(code.Customer)).Pending);
        Referral passed = await host.DoAsync(session => host.Referrals.DecideAsync(session, friends[2], LoyaltyHost.Programme, passes: true, "a class of students", None));
        Referral rejected = await host.DoAsync(session => host.Referrals.DecideAsync(session, friends[3], LoyaltyHost.Programme, passes: false, "one device", None));
        Assert.Equal((ReferralState.Pending, ReferralState.Rejected), (passed.State, rejected.State));
        Assert.Equal(300, (await host.Points.BalanceAsync(code.Customer)).Pending);
        Assert.Equal(ReferralState.Rejected, (await SettledAsync(host, friends[3])).State);
        Assert.False(await host.TryAsync(session => host.Referrals.DecideAsync(session, friends[3], LoyaltyHost.Programme, passes: true, "again", None), ReferralErrorCodes.NotInReview));
    }

    [SkippableFact]
    public async Task LO_2_Who_has_the_phone_of_the_referrer_after_the_claim_is_looked_at_before_there_are_points()
    {
        (RewardHost host, ReferralCode code, CustomerId friend) = await OpenAsync();
        _ = await ClaimAsync(host, code, friend);
        _ = await host.DoAsync(async session =>
        {
            foreach (CustomerId one in (CustomerId[])[code.Customer, friend])
            {
                session.Update((await session.FindAsync<Customer>(one, None))! with { Phone = "+8613800138000" });
            }

            return true;
        });
        await AddAsync(host, Sale(friend, host.Points.Now, 10m));

        Referral waiting = await SettledAsync(host, friend);
        Referral passed = await host.DoAsync(session => host.Referrals.DecideAsync(session, friend, LoyaltyHost.Programme, passes: true, "a family", None));

        Assert.Equal((ReferralState.Review, ReferralReasons.SameContactPoint), (waiting.State, waiting.Flag));
        Assert.Equal(ReferralState.Pending, passed.State);
    }

    private async Task<(RewardHost Host, ReferralCode Code, CustomerId Friend)> OpenAsync(ReferralTerms? terms = null)
    {
        var host = new RewardHost(await StartAsync(HistoryHost.Model), terms);
        CustomerId referrer = (await host.Points.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, 1))[0];
        ReferralCode code = await host.DoAsync(session => host.Referrals.CodeAsync(session, referrer, LoyaltyHost.Programme, None));
        return (host, code, (await host.MoreAsync(1))[0]);
    }

    private static Task<Referral> ClaimAsync(RewardHost host, ReferralCode code, CustomerId friend) => host.DoAsync(session => host.Referrals.ClaimAsync(session, code.Code, friend, None));

    private static Task<Referral> SettledAsync(RewardHost host, CustomerId friend) => host.DoAsync(session => SettleAsync(host, session, friend));

    private static async Task<Referral> SettleAsync(RewardHost host, ICrmSession session, CustomerId friend) => (await host.Referrals.SettleAsync(session, friend, LoyaltyHost.Programme, None))!;

    private static Task<bool> AddAsync(RewardHost host, Order order) => host.DoAsync(session =>
    {
        session.Add(order);
        return Task.FromResult(true);
    });

    private static Order Sale(CustomerId customer, Instant at, decimal total) => Order.Place(customer, at, OrderLine.Of("p", 10, UnitPrice.Of(total / 10, "CNY")));

    private static async Task<(long Available, long Pending)[]> BothAsync(RewardHost host, ReferralCode code, CustomerId friend)
    {
        PointsBalance[] both = [await host.Points.BalanceAsync(code.Customer), await host.Points.BalanceAsync(friend)];
        return [.. both.Select(static balance => (balance.Available, balance.Pending))];
    }
}
