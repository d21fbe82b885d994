using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Leads referrals: gives members their codes, takes claims, and posts the points of both sides when the referred customer first buys (LO-2).</summary>
/// <remarks>
/// <para>What a referral is worth follows from its claim and the customer's orders alone, in whatever order they become known: <see cref="SettleAsync"/> brings it there, and may be called at any time and any number of times, best in the
/// session that adds the order or the return. Points are posted as pending until the return period is over.</para>
/// <para>What a method does is in the caller's session and written by its commit. Of two who claim one customer at once, or whose claims would close a circle, one conflicts (CRM2032 or CRM2033): do it again in a new session, or let
/// <see cref="Sessions.CrmCommits.CommitAsync"/> do so. A thread-safe singleton.</para>
/// </remarks>
public sealed class ReferralDesk
{
    private const int CodeLength = 8;
    private readonly ICrmStore _store;
    private readonly PointsLedger _ledger;
    private readonly CustomerIdentity _identity;
    private readonly IClock _clock;
    private readonly ReferralTerms _terms;

    /// <summary>Makes a desk.</summary>
    /// <param name="store">The store, by which somebody else's step is told from a refusal.</param>
    /// <param name="ledger">Where points are posted.</param>
    /// <param name="identity">Leads from merged customers to those that stayed.</param>
    /// <param name="clock">The time.</param>
    /// <param name="terms">The terms of claims from now on.</param>
    /// <exception cref="CrmException">CRM1030: the terms do not hold.</exception>
    public ReferralDesk(ICrmStore store, PointsLedger ledger, CustomerIdentity identity, IClock clock, ReferralTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        (_store, _ledger, _identity, _clock, _terms) = (store, ledger, identity, clock, terms);
    }

    private Instant Now => _clock.GetCurrentInstant().FloorToMicrosecond();

    /// <summary>The code of a member, made where there is none yet; of merged customers that of the one that stayed, or else the oldest.</summary>
    /// <param name="session">The session; its commit saves a new code.</param>
    /// <param name="customer">The member.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ReferralCode> CodeAsync(ICrmSession session, CustomerId customer, string programme, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        _ = await LoyaltyProgrammes.GetAsync(session, programme, cancellationToken).ConfigureAwait(false);
        CustomerId member = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(session.Scope, member, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ReferralCode?> known = await session.FindAsync<ReferralCode>([.. members.Select(one => ReferralCode.IdOf(programme, one))], cancellationToken).ConfigureAwait(false);
        ReferralCode? before = known[0] ?? known.OfType<ReferralCode>().OrderBy(static code => code.Origin?.At).FirstOrDefault();
        if (before is not null)
        {
            return before;
        }

        var code = new ReferralCode { Programme = programme, Customer = member, Code = CouponCodes.New(CodeLength) };
        session.Add(code);
        return code;
    }

    /// <summary>Takes a claim: that a customer was referred by whose code it is. The first one that holds is the one for ever.</summary>
    /// <param name="session">The session.</param>
    /// <param name="code">The code as it was typed.</param>
    /// <param name="customer">Who was referred.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The referral; the first one where the same code was claimed before.</returns>
    /// <exception cref="CrmException">CRM6460: no such code. CRM6461: a self-referral, a circle, or no new customer. CRM6462: another code was claimed before.</exception>
    public async Task<Referral> ClaimAsync(ICrmSession session, string code, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(code);
        Instant now = Now;
        ReferralCode of = await FindCodeAsync(session, CouponCodes.Read(code), cancellationToken).ConfigureAwait(false);
        CustomerId referrer = await _identity.ResolveAsync(session.Scope, of.Customer, cancellationToken).ConfigureAwait(false);
        CustomerId referred = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        var line = new ReferralLine(session, _identity, of.Programme);
        if (await line.FirstOfAsync(referred, cancellationToken).ConfigureAwait(false) is { } before)
        {
            return before.Code == of.Code
                ? before
                : throw new CrmException(ReferralErrorCodes.AlreadyClaimed, $"Customer {referred} was referred by {before.Referrer} at {before.ClaimedAt}; the first claim counts.");
        }

        await RequireAnotherAsync(session, referrer, referred, cancellationToken).ConfigureAwait(false);
        await RequireNewAsync(session, referred, now, cancellationToken).ConfigureAwait(false);
        await line.RequireNoCircleAsync(referrer, referred, cancellationToken).ConfigureAwait(false);
        var referral = new Referral
        {
            Programme = of.Programme,
            Referrer = referrer,
            Referred = referred,
            Code = of.Code,
            ClaimedAt = now,
            Terms = _terms,
            State = ReferralState.Claimed,
            Flag = await FlagAsync(session, of.Programme, referrer, now, cancellationToken).ConfigureAwait(false),
            Steps = [new ReferralStep(ReferralState.Claimed, now, ReferralReasons.Claimed)],
        };
        session.Add(referral);
        session.Update(of with { Claims = of.Claims + 1 });
        return referral;
    }

    /// <summary>Brings a referral to what its customer's orders say by now: promises the points of the first purchase, takes them back where it came back, and ends it when the return period is over.</summary>
    /// <param name="session">The session; orders that it added count.</param>
    /// <param name="customer">The referred customer.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The referral; null where the customer was not referred.</returns>
    /// <exception cref="CrmException">CRM6407: points that are to be taken back are spent, and the wallet refuses such returns; drop the session.</exception>
    public async Task<Referral?> SettleAsync(ICrmSession session, CustomerId customer, string programme, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CustomerId referred = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        Referral? result = null;
        foreach (Referral referral in await new ReferralLine(session, _identity, programme).AllOfAsync(referred, cancellationToken).ConfigureAwait(false))
        {
            // of customers that were merged since, the first claim counts
            Referral settled = await BringAsync(session, referral, isFirst: result is null, cancellationToken).ConfigureAwait(false);
            result ??= settled;
        }

        return result;
    }

    /// <summary>Lets a referral pass that was flagged, or rejects one, for good.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The referred customer.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="passes">Whether it passes.</param>
    /// <param name="note">Why, in the actor's words.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6463: the customer was not referred, or the referral is not flagged or is decided.</exception>
    public async Task<Referral> DecideAsync(ICrmSession session, CustomerId customer, string programme, bool passes, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        CustomerId referred = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        Referral referral = await new ReferralLine(session, _identity, programme).FirstOfAsync(referred, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(ReferralErrorCodes.NotInReview, $"Customer {customer} was not referred to programme '{programme}'.");
        if ((referral.Flag is null && referral.State != ReferralState.Review) || referral.Decision is not null)
        {
            throw new CrmException(ReferralErrorCodes.NotInReview, $"The referral of customer {customer} is {referral.State} and waits for no decision{(referral.Decision is { } made ? $"; it was {(made ? "let pass" : "rejected")} before" : string.Empty)}.");
        }

        Referral decided = referral with { Decision = passes };
        decided = Step(decided, passes ? referral.State : ReferralState.Rejected, passes ? ReferralReasons.Approved : ReferralReasons.RejectedByHand, note);
        session.Update(decided);
        return await BringAsync(session, decided, isFirst: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Referral> BringAsync(ICrmSession session, Referral referral, bool isFirst, CancellationToken cancellationToken)
    {
        CustomerId referrer = await _identity.ResolveAsync(session.Scope, referral.Referrer, cancellationToken).ConfigureAwait(false);
        CustomerId referred = await _identity.ResolveAsync(session.Scope, referral.Referred, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Order> orders = await OrdersAsync(session, referred, cancellationToken).ConfigureAwait(false);
        Referral next = referral;
        if (referral is { Flag: null, Decision: null, HasPoints: false } && referrer != referred && await HaveContactPointInCommonAsync(session, referrer, referred, cancellationToken).ConfigureAwait(false))
        {
            next = referral with { Flag = ReferralReasons.SameContactPoint };
        }

        ReferralOutcome outcome = ReferralOutcome.Of(next, referrer == referred ? ReferralReasons.SameCustomer : isFirst ? null : ReferralReasons.EarlierClaim, orders, Now);
        if (referral.Decision == false && !referral.HasPoints && outcome.State != referral.State)
        {
            return referral; // rejected for good
        }

        next = next with { Order = outcome.Order?.Id, DueAt = outcome.DueAt };
        bool gets = outcome.State is ReferralState.Pending or ReferralState.Rewarded;
        if (gets && (!referral.HasPoints || referral.Order != next.Order))
        {
            if (referral.HasPoints)
            {
                await TakeBackAsync(session, referral, cancellationToken).ConfigureAwait(false); // an earlier purchase became known
            }

            next = next with { Rounds = referral.Rounds + 1 };
            await PromiseAsync(session, next, outcome.Order!.PlacedAt, cancellationToken).ConfigureAwait(false);
        }
        else if (!gets && referral.HasPoints)
        {
            await TakeBackAsync(session, referral, cancellationToken).ConfigureAwait(false);
        }

        if (outcome.State != referral.State)
        {
            next = Step(next, outcome.State, outcome.Reason, null);
        }

        if (next != referral)
        {
            session.Update(next);
        }

        return next;
    }

    private async Task PromiseAsync(ICrmSession session, Referral referral, Instant at, CancellationToken cancellationToken)
    {
        foreach ((string side, CustomerId customer, long points) in Sides(referral))
        {
            await PostAsync(session, referral, PointsPosting.Earn(KeyOf(referral, side), customer, points) with { At = at, MaturesAt = referral.DueAt }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TakeBackAsync(ICrmSession session, Referral referral, CancellationToken cancellationToken)
    {
        foreach ((string side, _, _) in Sides(referral))
        {
            string key = KeyOf(referral, side);
            await PostAsync(session, referral, PointsPosting.Reverse($"{key}/back", key), cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PostAsync(ICrmSession session, Referral referral, PointsPosting posting, CancellationToken cancellationToken) => _ledger.PostAsync<Referral>(
        _store, session, ReferralModel.Kind, referral.Id, posting with { Programme = referral.Programme, Wallet = referral.Terms.Wallet, Reference = referral.Order.ToString() }, cancellationToken);

    private static IEnumerable<(string Side, CustomerId Customer, long Points)> Sides(Referral referral)
    {
        if (referral.Terms.ReferrerPoints > 0)
        {
            yield return ("referrer", referral.Referrer, referral.Terms.ReferrerPoints);
        }

        if (referral.Terms.ReferredPoints > 0)
        {
            yield return ("referred", referral.Referred, referral.Terms.ReferredPoints);
        }
    }

    private static string KeyOf(Referral referral, string side) => $"referral/{referral.Id}/{referral.Rounds}/{side}";

    private Referral Step(Referral referral, ReferralState state, string reason, string? note) => referral with { State = state, Steps = [.. referral.Steps, new ReferralStep(state, Now, reason, note)] };

    private static async Task<ReferralCode> FindCodeAsync(ICrmSession session, string code, CancellationToken cancellationToken)
    {
        var query = new CrmQuery<ReferralCode> { Where = Condition.Equal(ReferralCodeModel.Code, FieldValue.Of(code)), Limit = 1 };
        return (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items is [var found, ..]
            ? found
            : throw new CrmException(ReferralErrorCodes.UnknownCode, $"No member has the code '{code}'; check it for a letter too many or too few.");
    }

    private async Task RequireAnotherAsync(ICrmSession session, CustomerId referrer, CustomerId referred, CancellationToken cancellationToken)
    {
        if (referrer == referred)
        {
            throw new CrmException(ReferralErrorCodes.ClaimRefused, $"Customer {referred} claims the own code; nobody refers oneself.");
        }

        if (await HaveContactPointInCommonAsync(session, referrer, referred, cancellationToken).ConfigureAwait(false))
        {
            throw new CrmException(ReferralErrorCodes.ClaimRefused, $"Customers {referrer} and {referred} have a contact point in common, so that they may be one; a self-referral brings nothing.");
        }
    }

    private async Task<bool> HaveContactPointInCommonAsync(ICrmSession session, CustomerId one, CustomerId other, CancellationToken cancellationToken)
    {
        HashSet<(ContactPointKind, string)> own = await PointsOfAsync(session, one, cancellationToken).ConfigureAwait(false);
        return own.Count > 0 && own.Overlaps(await PointsOfAsync(session, other, cancellationToken).ConfigureAwait(false));
    }

    private async Task<HashSet<(ContactPointKind Kind, string Value)>> PointsOfAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Customer?> found = await session.FindAsync<Customer>([.. members.Select(static member => (RecordId)member)], cancellationToken).ConfigureAwait(false);
        return [.. found.OfType<Customer>().SelectMany(static one => one.AllContactPoints).Select(static point => (point.Kind, point.Value))];
    }

    private async Task RequireNewAsync(ICrmSession session, CustomerId referred, Instant now, CancellationToken cancellationToken)
    {
        IReadOnlyList<Order> orders = await OrdersAsync(session, referred, cancellationToken).ConfigureAwait(false);
        if (orders.FirstOrDefault(order => order.Type == OrderType.Sale && order.Status != OrderStatus.Cancelled && order.PlacedAt < now) is { } before)
        {
            throw new CrmException(ReferralErrorCodes.ClaimRefused, $"Customer {referred} bought at {before.PlacedAt}, before the claim; only new customers are referred.");
        }
    }

    private async Task<IReadOnlyList<Order>> OrdersAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        return await MemberRecords.AllAsync<Order>(session, OrderModel.Customer, members, static order => order.Customer, static order => order.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the referrer has so many claims that somebody should look. Claims of one code change its record, so that two at once are not both the last one below.</summary>
    private async Task<string?> FlagAsync(ICrmSession session, string programme, CustomerId referrer, Instant now, CancellationToken cancellationToken)
    {
        if (_terms is { ReviewFromPerDay: null, ReviewFromPerMonth: null })
        {
            return null;
        }

        LoyaltyProgramme known = await LoyaltyProgrammes.GetAsync(session, programme, cancellationToken).ConfigureAwait(false);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[known.Zone];
        LocalDate today = now.InZone(zone).Date;
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(session.Scope, referrer, cancellationToken).ConfigureAwait(false);
        LocalDate[] days =
        [
            .. (await MemberRecords.AllAsync<Referral>(session, ReferralModel.Referrer, members, static one => one.Referrer, static one => one.Id, cancellationToken).ConfigureAwait(false))
                .Where(one => one.Programme == programme).Select(one => one.ClaimedAt.InZone(zone).Date),
        ];
        return days.Count(day => day == today) >= _terms.ReviewFromPerDay ? ReferralReasons.ManyPerDay
            : days.Count(day => day.ToYearMonth() == today.ToYearMonth()) >= _terms.ReviewFromPerMonth ? ReferralReasons.ManyPerMonth
            : null;
    }
}
