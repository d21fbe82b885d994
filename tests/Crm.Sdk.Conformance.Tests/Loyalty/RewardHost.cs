using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>Rewards, coupons, privileges and referrals of a tenant of its own over one store.</summary>
internal sealed class RewardHost
{
    private static readonly CancellationToken None = CancellationToken.None;

    public RewardHost(ICrmStore store, ReferralTerms? terms = null)
    {
        Store = store;
        Points = new LoyaltyHost(store);
        var identity = new CustomerIdentity(store, HistoryHost.Model);
        Coupons = new CouponDesk(identity, Points.Host.Clock);
        Entitlements = new EntitlementDesk(identity, Points.Host.Clock);
        Members = new LoyaltyMembers(identity, Points.Host.Clock);
        var tiers = new TierDesk(Points.Host.Crm, store, Points.Ledger, Points.Statements, identity, new EarningSettings(), Points.Host.Clock);
        Rewards = new RewardDesk(store, Points.Ledger, identity, Coupons, Entitlements, tiers, Points.Host.Clock);
        Referrals = new ReferralDesk(store, Points.Ledger, identity, Points.Host.Clock, terms ?? new ReferralTerms());
        Upkeep = new LoyaltyUpkeep(Points.Host.Crm, store, HistoryHost.Model, Points.Calendar, Rewards, Referrals, Points.Host.Clock, TimeProvider.System);
        Usage = new PrivilegeUsageReader(store, HistoryHost.Model);
    }

    public ICrmStore Store { get; }

    public LoyaltyHost Points { get; }

    public CouponDesk Coupons { get; }

    public EntitlementDesk Entitlements { get; }

    public LoyaltyMembers Members { get; }

    public RewardDesk Rewards { get; }

    public ReferralDesk Referrals { get; }

    public LoyaltyUpkeep Upkeep { get; }

    public PrivilegeUsageReader Usage { get; }

    /// <summary>Opens the programme, its members with some points each, and a reward with a stock.</summary>
    public async Task<IReadOnlyList<CustomerId>> OpenAsync(int members, long points, Reward? reward = null, long? stock = null)
    {
        IReadOnlyList<CustomerId> customers = await Points.OpenAsync(new PointsWallet { Code = PointsWallet.Main }, members);
        Assert.All(await Points.PostAsync([.. customers.Select((customer, at) => PointsPosting.Earn($"start {at}", customer, points))]), static outcome => Assert.Null(outcome.Refusal));
        if (reward is not null)
        {
            _ = await DoAsync(async session =>
            {
                await RewardCatalogue.SaveAsync(session, reward, None);
                return true;
            });
            _ = stock is { } count ? await DoAsync(session => RewardCatalogue.RestockAsync(session, reward.Code, count, None)) : null;
        }

        return customers;
    }

    public static Reward Mug(long points = 10) => new() { Code = "mug", Kind = RewardKind.Goods, Programme = LoyaltyHost.Programme, Points = points };

    /// <summary>Does some work in one commit, again where it conflicts.</summary>
    public Task<T> DoAsync<T>(Func<ICrmSession, Task<T>> work) => Points.Host.Crm.CommitAsync(Points.Scope, (session, _) => work(session), TimeProvider.System, None);

    /// <summary>Whether the work is done; false where it is refused with one of some codes.</summary>
    public async Task<bool> TryAsync<T>(Func<ICrmSession, Task<T>> work, params string[] refusals)
    {
        try
        {
            _ = await DoAsync(work);
            return true;
        }
        catch (CrmException refusal) when (refusals.Contains(refusal.Code))
        {
            return false;
        }
    }

    /// <summary>All at once, of which each says whether it succeeded.</summary>
    public static async Task<int> RaceAsync(int racers, Func<int, Task<bool>> run) => (await Task.WhenAll(Enumerable.Range(0, racers).Select(at => Task.Run(() => run(at))))).Count(static won => won);

    public async Task<T?> FindAsync<T>(RecordId id)
        where T : class
    {
        await using ICrmSession session = Points.Host.Crm.OpenSession(Points.Scope);
        return await session.FindAsync<T>(id, None);
    }

    public async Task<IReadOnlyList<CustomerId>> MoreAsync(int count)
    {
        Customer[] customers = [.. Enumerable.Range(0, count).Select(static i => Customer.Enterprise($"New {i}"))];
        return await DoAsync(session =>
        {
            foreach (Customer customer in customers)
            {
                session.Add(customer);
            }

            return Task.FromResult<IReadOnlyList<CustomerId>>([.. customers.Select(static customer => customer.Id)]);
        });
    }
}
