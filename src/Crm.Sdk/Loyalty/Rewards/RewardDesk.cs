using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Gives rewards for points in two steps: a reservation sets points and stock aside; confirmed it redeems them, cancelled or run out it gives both back (LO-1).</summary>
/// <remarks>
/// <para>What a method does is in the caller's session and written by its commit, whole or not at all. Of two commits that take the last of a stock, or end one reservation, one conflicts (CRM2032): do it again in a new session,
/// or let <see cref="Sessions.CrmCommits.CommitAsync"/> do so. Each method may be called again with the same key: it gives the first answer. A thread-safe singleton.</para>
/// </remarks>
public sealed class RewardDesk
{
    private readonly ICrmStore _store;
    private readonly PointsLedger _ledger;
    private readonly CustomerIdentity _identity;
    private readonly CouponDesk _coupons;
    private readonly EntitlementDesk _entitlements;
    private readonly IClock _clock;
    private readonly TierDesk _tiers;

    /// <summary>Makes a desk.</summary>
    /// <param name="store">The store, by which somebody else's step is told from a refusal.</param>
    /// <param name="ledger">Where points are posted.</param>
    /// <param name="identity">Leads from merged customers to those that stayed.</param>
    /// <param name="coupons">Makes the coupons of rewards.</param>
    /// <param name="entitlements">Grants the privileges of rewards.</param>
    /// <param name="tiers">Says of which tier members are.</param>
    /// <param name="clock">The time.</param>
    public RewardDesk(ICrmStore store, PointsLedger ledger, CustomerIdentity identity, CouponDesk coupons, EntitlementDesk entitlements, TierDesk tiers, IClock clock) =>
        (_store, _ledger, _identity, _coupons, _entitlements, _clock, _tiers) = (store, ledger, identity, coupons, entitlements, clock, tiers);

    private Instant Now => _clock.GetCurrentInstant().FloorToMicrosecond();

    /// <summary>Sets points and stock aside for a reward.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">Who wants what.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The redemption; the first one where the key was used before for the same.</returns>
    /// <exception cref="CrmException">CRM6402: too few points. CRM6440: no such reward. CRM6441: it is not offered to the member now. CRM6442: none is left. CRM6443: the key was used for something else. The session is as it was.</exception>
    public async Task<RewardRedemption> ReserveAsync(ICrmSession session, RedemptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(request);
        _ = CanonicalText.Require(request.Key, RewardRedemption.MaxKeyLength, "reward-redemption.key");
        CustomerId customer = await _identity.ResolveAsync(session.Scope, request.Customer, cancellationToken).ConfigureAwait(false);
        if (await session.FindAsync<RewardRedemption>(RewardRedemptionId.Of(request.Key), cancellationToken).ConfigureAwait(false) is { } before)
        {
            return (before.Reward, before.Offered, before.Total, before.Reference) == (request.Reward, request.Points, request.Total, request.Reference)
                && await _identity.ResolveAsync(session.Scope, before.Customer, cancellationToken).ConfigureAwait(false) == customer
                ? before
                : throw new CrmException(RewardErrorCodes.KeyTaken, $"Key '{request.Key}' redeemed reward '{before.Reward}' for customer {before.Customer} before, and now something else is asked for; give another key.");
        }

        Instant now = Now;
        Reward reward = await RewardCatalogue.GetAsync(session, request.Reward, cancellationToken).ConfigureAwait(false);
        await RequireOfferedAsync(session, reward, customer, now, cancellationToken).ConfigureAwait(false);
        MoneyOffQuote? quote = QuoteOf(reward, request);
        RewardStock? stock = await session.FindAsync<RewardStock>(reward.Id, cancellationToken).ConfigureAwait(false);
        if (stock?.Left == 0)
        {
            throw new CrmException(RewardErrorCodes.OutOfStock, $"Nothing of reward '{reward.Code}' is left ({stock.Reserved} reserved, {stock.Given} given); wait for a reservation to run out, or restock it.");
        }

        var redemption = new RewardRedemption
        {
            Key = request.Key,
            Customer = customer,
            Reward = reward.Code,
            Kind = reward.Kind,
            Programme = reward.Programme,
            Wallet = reward.Wallet,
            Points = quote?.Points ?? reward.Points!.Value,
            Value = quote?.Value,
            Offered = request.Points,
            Total = request.Total,
            TakesStock = stock is not null,
            Reference = request.Reference,
            State = RedemptionState.Reserved,
            ReservedAt = now,
            Until = now + Duration.FromMinutes(reward.ReserveMinutes),
        };
        _ = await _ledger.PostAsync(
            session,
            PointsPosting.Hold(redemption.HoldKey, customer, redemption.Points) with { Programme = reward.Programme, Wallet = reward.Wallet, Until = redemption.Until, At = now, Reference = request.Reference ?? reward.Code },
            cancellationToken).ConfigureAwait(false);
        if (stock is not null)
        {
            session.Update(stock with { Left = stock.Left - 1, Reserved = stock.Reserved + 1 });
        }

        session.Add(redemption);
        return redemption;
    }

    /// <summary>Redeems the points of a reservation and gives the reward: makes its coupon or grants its privilege.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The redemption's key.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6406: its points were released by hand. CRM6444: there is none, or it was cancelled or ran out.</exception>
    public async Task<RewardRedemption> ConfirmAsync(ICrmSession session, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        RewardRedemption redemption = await GetAsync(session, key, cancellationToken).ConfigureAwait(false);
        if (redemption.State == RedemptionState.Confirmed)
        {
            return redemption;
        }

        Instant now = Now;
        if (redemption.State != RedemptionState.Reserved || now >= redemption.Until)
        {
            throw new CrmException(RewardErrorCodes.RedemptionClosed, $"Redemption '{key}' is {redemption.State} (it stood until {redemption.Until}, and now is {now}); reserve the reward again under another key.");
        }

        Reward reward = await RewardCatalogue.GetAsync(session, redemption.Reward, cancellationToken).ConfigureAwait(false);
        await PostAsync(session, redemption, PointsPosting.Capture(redemption.CaptureKey, redemption.HoldKey) with { At = now }, cancellationToken).ConfigureAwait(false);
        await RestockAsync(session, redemption, static stock => stock with { Reserved = Counting.OneLess(stock.Reserved), Given = stock.Given + 1 }, cancellationToken).ConfigureAwait(false);
        Coupon? coupon = reward.Coupon is { } terms
            ? await _coupons.IssueAsync(session, redemption.HoldKey, terms, terms.IsBound ? redemption.Customer : null, cancellationToken).ConfigureAwait(false)
            : null;
        Entitlement? entitlement = reward.Privilege is { } privilege
            ? await _entitlements.GrantAsync(session, redemption.HoldKey, redemption.Customer, privilege, EntitlementSources.Reward, now, cancellationToken).ConfigureAwait(false)
            : null;
        RewardRedemption confirmed = redemption with { State = RedemptionState.Confirmed, ConfirmedAt = now, Coupon = coupon?.Id, Entitlement = entitlement?.Id };
        session.Update(confirmed);
        return confirmed;
    }

    /// <summary>Gives points and stock back, before it was confirmed or after. Points whose lot has lapsed meanwhile live on for the wallet's grace.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The redemption's key.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The redemption; one that had run out is left as it is.</returns>
    /// <exception cref="CrmException">CRM6405 or CRM6406: its points were given back by hand. CRM6444: there is none. CRM6448: its coupon or privilege is used.</exception>
    public async Task<RewardRedemption> CancelAsync(ICrmSession session, string key, string? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        RewardRedemption redemption = await GetAsync(session, key, cancellationToken).ConfigureAwait(false);
        Instant now = Now;
        if (redemption.State is RedemptionState.Cancelled or RedemptionState.RanOut)
        {
            return redemption;
        }

        if (redemption.State == RedemptionState.Reserved && now >= redemption.Until)
        {
            return await RunOutAsync(session, redemption, cancellationToken).ConfigureAwait(false);
        }

        PointsPosting back;
        if (redemption.State == RedemptionState.Reserved)
        {
            back = PointsPosting.Release(redemption.ReturnKey, redemption.HoldKey);
            await RestockAsync(session, redemption, static stock => stock with { Reserved = Counting.OneLess(stock.Reserved), Left = stock.Left + 1 }, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            back = PointsPosting.Reverse(redemption.ReturnKey, redemption.CaptureKey);
            if (redemption.Coupon is not null)
            {
                await _coupons.VoidAsync(session, redemption.HoldKey, cancellationToken).ConfigureAwait(false);
            }

            if (redemption.Entitlement is not null)
            {
                await _entitlements.WithdrawAsync(session, redemption.HoldKey, unusedOnly: true, cancellationToken).ConfigureAwait(false);
            }

            await RestockAsync(session, redemption, static stock => stock with { Given = Counting.OneLess(stock.Given), Left = stock.Left + 1 }, cancellationToken).ConfigureAwait(false);
        }

        await PostAsync(session, redemption, back with { At = now, Reason = reason }, cancellationToken).ConfigureAwait(false);
        RewardRedemption cancelled = redemption with { State = RedemptionState.Cancelled, EndedAt = now, Reason = reason };
        session.Update(cancelled);
        return cancelled;
    }

    /// <summary>A member's redemptions, the latest first.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The member.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<RewardRedemption>> HistoryAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CustomerId member = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        return [.. (await OfAsync(session, member, cancellationToken).ConfigureAwait(false)).OrderByDescending(static one => one.ReservedAt).ThenBy(static one => one.Id)];
    }

    /// <summary>Ends a reservation whose time is over: the ledger gives its points back, and the stock comes back with them.</summary>
    internal async Task<RewardRedemption> RunOutAsync(ICrmSession session, RewardRedemption redemption, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<PointsAccount>(PointsAccountId.Of(redemption.Programme, redemption.Wallet, redemption.Customer), cancellationToken).ConfigureAwait(false) is { } account)
        {
            await _ledger.Work(session).AdvanceAsync(account, Now, cancellationToken).ConfigureAwait(false);
        }

        await RestockAsync(session, redemption, static stock => stock with { Reserved = Counting.OneLess(stock.Reserved), Left = stock.Left + 1 }, cancellationToken).ConfigureAwait(false);
        RewardRedemption over = redemption with { State = RedemptionState.RanOut, EndedAt = redemption.Until };
        session.Update(over);
        return over;
    }

    private Task PostAsync(ICrmSession session, RewardRedemption redemption, PointsPosting posting, CancellationToken cancellationToken) => _ledger.PostAsync<RewardRedemption>(
        _store, session, RewardRedemptionModel.Kind, redemption.Id, posting with { Programme = redemption.Programme, Wallet = redemption.Wallet, Reference = redemption.Reference ?? redemption.Reward }, cancellationToken);

    private async Task RequireOfferedAsync(ICrmSession session, Reward reward, CustomerId customer, Instant now, CancellationToken cancellationToken)
    {
        LoyaltyProgramme programme = await LoyaltyProgrammes.GetAsync(session, reward.Programme, cancellationToken).ConfigureAwait(false);
        LocalDate today = now.InZone(programme.Days()).Date;
        Offered(!(today < reward.From) && !(today > reward.Until), $"it is offered from {reward.From:uuuu-MM-dd} to {reward.Until:uuuu-MM-dd}, and today is {today:uuuu-MM-dd}");
        if (!reward.Tiers.IsEmpty)
        {
            string? tier = (await _tiers.StandingAsync(session.Scope, customer, now, reward.Programme, cancellationToken).ConfigureAwait(false))?.Tier;
            Offered(tier is not null && reward.Tiers.Contains(tier), $"it is for the tiers {string.Join(", ", reward.Tiers)}, and customer {customer} is of {tier ?? "none"}");
        }

        if (reward.LimitPerMember is { } limit)
        {
            // the account of points first: another redemption that is not counted here changes it after this, and then one of both conflicts
            _ = await session.FindAsync<PointsAccount>(PointsAccountId.Of(reward.Programme, reward.Wallet, customer), cancellationToken).ConfigureAwait(false);
            int had = (await OfAsync(session, customer, cancellationToken).ConfigureAwait(false)).Count(one => one.Reward == reward.Code && one.State is RedemptionState.Reserved or RedemptionState.Confirmed);
            Offered(had < limit, $"a member may have it {limit} times, and customer {customer} has had it {had} times");
        }

        void Offered(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(RewardErrorCodes.NotOffered, $"Reward '{reward.Code}' is not to be had: {rule}.");
            }
        }
    }

    private async Task<IReadOnlyList<RewardRedemption>> OfAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken) => await MemberRecords.AllAsync<RewardRedemption>(
        session,
        RewardRedemptionModel.Customer,
        await _identity.MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false),
        static redemption => redemption.Customer,
        static redemption => redemption.Id,
        cancellationToken).ConfigureAwait(false);

    private static MoneyOffQuote? QuoteOf(Reward reward, RedemptionRequest request)
    {
        bool isMoney = reward.Kind == RewardKind.MoneyOff;
        if (isMoney != request.Points is not null || isMoney != request.Total is not null)
        {
            throw new CrmException(
                RewardErrorCodes.BadReward,
                isMoney ? $"Reward '{reward.Code}' takes money off: say how many points are offered and off which total." : $"Reward '{reward.Code}' costs {reward.Points} points; only money off takes points and a total.");
        }

        return isMoney ? MoneyOffQuote.Of(reward.Rate!.Value, request.Points!.Value, request.Total!.Value) : null;
    }

    private static async Task RestockAsync(ICrmSession session, RewardRedemption redemption, Func<RewardStock, RewardStock> change, CancellationToken cancellationToken)
    {
        if (redemption.TakesStock && await session.FindAsync<RewardStock>(RewardId.Of(redemption.Reward), cancellationToken).ConfigureAwait(false) is { } stock)
        {
            session.Update(change(stock));
        }
    }

    private static async Task<RewardRedemption> GetAsync(ICrmSession session, string key, CancellationToken cancellationToken) =>
        await session.FindAsync<RewardRedemption>(RewardRedemptionId.Of(key), cancellationToken).ConfigureAwait(false)
        ?? throw new CrmException(RewardErrorCodes.RedemptionClosed, $"There is no redemption '{key}'; reserve a reward under that key first.");
}
