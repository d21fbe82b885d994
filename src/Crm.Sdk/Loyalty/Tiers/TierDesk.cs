using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Keeps the tiers of members: up at once, down at reviews, by invitation, with a decision for each move that comes out the same again (LO-2).</summary>
/// <remarks>A thread-safe singleton. Several hosts may review at once. Merged customers have the tier that follows from the records of all; invitations are those of the survivor.</remarks>
public sealed class TierDesk
{
    private const int DecisionsPerCommit = 500;
    private const int MaxAttempts = 20;

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly PointsLedger _ledger;
    private readonly PointsStatements _statements;
    private readonly CustomerIdentity _identity;
    private readonly EarningSettings _settings;
    private readonly IClock _clock;
    private readonly QueryRunner _queries;
    private readonly MemberFiles _files;

    /// <summary>Makes the service.</summary>
    public TierDesk(ICrm crm, ICrmStore store, PointsLedger ledger, PointsStatements statements, CustomerIdentity identity, EarningSettings settings, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        (_crm, _store, _ledger, _statements, _identity, _settings, _clock) = (crm, store, ledger, statements, identity, settings, clock);
        _queries = new QueryRunner(store, crm.Model);
        _files = new MemberFiles(store, crm.Model);
    }

    /// <summary>Brings the tiers of all members up to an instant: what was reached, what is reviewed, which invitations end.</summary>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="upTo">Up to when; null, or later than now, for now.</param>
    /// <param name="keeps">Whether decisions are kept; otherwise the report says what would be decided.</param>
    /// <param name="progress">Told how many members were looked at.</param>
    /// <param name="cancellationToken">Stops before a commit; what was committed stays, and the next run goes on.</param>
    /// <exception cref="CrmException">CRM6400: there is no such programme. CRM6413: it has no tiers. CRM2033: others decided on the same members each time it was tried.</exception>
    public async Task<TierReport> ReviewAsync(CrmScope scope, string programme, Instant? upTo, bool keeps, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        EarningPlan plan = await PlanAsync(scope, programme, cancellationToken).ConfigureAwait(false);
        Instant end = upTo is { } asked ? Instant.Min(asked.FloorToMicrosecond(), Now()) : Now();
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var tally = new TierTally(plan.Ladder!);
        long members = 0;
        await foreach (IReadOnlyList<LoyaltySubject> batch in MemberBatches.AllAsync(_queries, scope, merged, _settings.BatchSize, cancellationToken).ConfigureAwait(false))
        {
            for (int attempt = 1; ; attempt++)
            {
                var run = new LedgerRun(_crm, scope, _ledger, _statements, _queries, plan, DecisionsPerCommit);
                await using (run.ConfigureAwait(false))
                {
                    try
                    {
                        tally.Add(await ReviewAsync(run, scope, plan, batch, end, keeps, cancellationToken).ConfigureAwait(false));
                        break;
                    }
                    catch (CrmException met) when (met is CrmConflictException or CrmDuplicateException && attempt < MaxAttempts)
                    {
                        // another host decided on one of them: look at them again
                    }
                }
            }

            members += batch.Count;
            progress?.Report(members);
        }

        return tally.Build();
    }

    /// <summary>The standing of a member at an instant: at a past one as it was decided, now as it is decided by what is known.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The member; a merged one means its survivor.</param>
    /// <param name="at">The instant; null for now.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null where the customer is no member then.</returns>
    /// <exception cref="CrmException">CRM6400: there is no such programme. CRM6413: it has no tiers.</exception>
    public async Task<TierStanding?> StandingAsync(CrmScope scope, CustomerId customer, Instant? at = null, string programme = LoyaltyProgramme.DefaultCode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ICrmSession session = _crm.OpenSession(scope);
        await using (session.ConfigureAwait(false))
        {
            Instant then = at?.FloorToMicrosecond() ?? Now();
            if (await OpenAsync(session, customer, programme, then, cancellationToken).ConfigureAwait(false) is not var (file, _, walk))
            {
                return null;
            }

            if (file.Decisions.LastOrDefault(decision => decision.At <= then) is { } last && file.Decisions[^1] != last)
            {
                return TierStanding.After(last); // a later one stands: it was decided so
            }

            walk.AdvanceTo(then, isIncluded: true, static _ => { });
            return walk.Standing;
        }
    }

    /// <summary>The decisions on a member, the first first.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The member; a merged one means its survivor.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<TierDecision>> HistoryAsync(CrmScope scope, CustomerId customer, string programme = LoyaltyProgramme.DefaultCode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        CustomerId survivor = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        var query = new StoreQuery(scope.Tenant, TierDecisionModel.Kind.Kind)
        {
            Where = Condition.All(Condition.Equal(TierDecisionModel.Customer, FieldValue.Of(survivor)), Condition.Equal(TierDecisionModel.Programme, FieldValue.Of(programme))), Limit = 1_000,
        };
        return await _queries.AllAsync<TierDecision>(query, cancellationToken).OrderBy(static decision => decision.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a decision again from what it was made of, by the ladder of then. It equals the kept one unless somebody changed it past the SDK.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6414: the programme's version is not there any more, or has no tiers.</exception>
    public async Task<TierDecision> AgainAsync(CrmScope scope, TierDecision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(decision);
        ICrmSession session = _crm.OpenSession(scope);
        await using (session.ConfigureAwait(false))
        {
            try
            {
                EarningPlan plan = await LoyaltyProgrammes.GetPlanAsync(session, decision.Programme, decision.ProgrammeVersion, cancellationToken).ConfigureAwait(false);
                return TierReplay.Again(plan.Ladder ?? throw new CrmException(EarningErrorCodes.BadTier, $"Programme '{decision.Programme}' v{decision.ProgrammeVersion} has no tiers."), plan.Zone, decision);
            }
            catch (CrmException error) when (error.Code is LoyaltyErrorCodes.BadProgramme or EarningErrorCodes.BadTier)
            {
                throw new CrmException(EarningErrorCodes.BadDecision, $"Decision {decision.Number} on {decision.Customer} cannot be made again: {error.Message}", error);
            }
        }
    }

    /// <summary>Invites a member into a tier by hand, beside the one that is reached; or takes an invitation back.</summary>
    /// <param name="session">The session; its commit keeps it, with what else is to be decided by now.</param>
    /// <param name="customer">The member; a merged one means its survivor.</param>
    /// <param name="tier">The tier, by invitation or not; null to end the invitation.</param>
    /// <param name="reason">Why, in the actor's words.</param>
    /// <param name="until">The last day; null for no end.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6400: there is no such programme. CRM6410: the customer is no member. CRM6413: the programme has no such tier, there is no invitation to end, or its last day is over.</exception>
    public async Task<TierDecision> InviteAsync(
        ICrmSession session, CustomerId customer, string? tier, string reason, LocalDate? until = null, string programme = LoyaltyProgramme.DefaultCode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        _ = CanonicalText.Require(reason, TierDecision.MaxReasonLength, "tier-decision.reason");
        Instant now = Now();
        if (await OpenAsync(session, customer, programme, now, cancellationToken).ConfigureAwait(false) is not var (file, plan, walk))
        {
            throw new CrmException(EarningErrorCodes.BadMembership, $"Customer {customer} is no member of '{programme}'; enrol the customer first.");
        }

        var book = new LedgerBook(session, _ledger, _statements, _queries, plan, []);
        var steps = new List<TierStep>();
        walk.AdvanceTo(now, isIncluded: true, steps.Add);
        LocalDate today = now.InZone(plan.Zone).Date;
        TierStanding before = walk.Standing;
        if (tier is null ? before.Invited is null : plan.Ladder!.Find(tier) is null || until < today)
        {
            throw new CrmException(
                EarningErrorCodes.BadTier,
                tier is null ? $"Customer {customer} is not invited into a tier of '{programme}'."
                : until < today ? $"An invitation until {until:uuuu-MM-dd} is over today, {today:uuuu-MM-dd}."
                : $"Programme '{programme}' has no tier '{tier}'; it has {string.Join(", ", plan.Ladder!.Tiers.Select(static one => $"'{one.Code}'"))}.");
        }

        TierStanding after = TierRules.Effective(plan.Ladder!, before with { Invited = tier, InvitedUntil = tier is null ? null : until }) with { DecidedAt = now, Decisions = before.Decisions + 1 };
        var step = new TierStep(tier is null ? TierMove.InvitationEnded : TierMove.Invited, before, after, file.JoinedAt!.Value.InZone(plan.Zone).Date, null, null);
        foreach (TierStep earlier in steps)
        {
            await book.DecideAsync(file, earlier.ToDecision(file.Subject.Customer, programme, plan.Version), cancellationToken).ConfigureAwait(false);
        }

        TierDecision decision = step.ToDecision(file.Subject.Customer, programme, plan.Version, reason);
        await book.DecideAsync(file, decision, cancellationToken).ConfigureAwait(false);
        return decision;
    }

    /// <summary>Who loses what by the end of a day if nothing happens: points that lapse, tiers that are lost at their review. For care plans, member by member.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="until">The day, in the programme's zone.</param>
    /// <param name="cancellationToken">Stops between members.</param>
    public async IAsyncEnumerable<LoyaltyNotice> NoticesAsync(CrmScope scope, string programme, LocalDate until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ICrmSession session = _crm.OpenSession(scope);
        EarningPlan plan;
        await using (session.ConfigureAwait(false))
        {
            plan = await LoyaltyProgrammes.GetPlanAsync(session, programme, version: null, cancellationToken).ConfigureAwait(false);
        }

        Instant now = Now();
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var notices = new MemberNotices(_queries, plan, now, until);
        await foreach (IReadOnlyList<LoyaltySubject> batch in MemberBatches.AllAsync(_queries, scope, merged, _settings.BatchSize, cancellationToken).ConfigureAwait(false))
        {
            foreach (LoyaltyNotice notice in await notices.OfPointsAsync(scope, batch, cancellationToken).ConfigureAwait(false))
            {
                yield return notice;
            }

            if (plan.Ladder is null)
            {
                continue;
            }

            var run = new LedgerRun(_crm, scope, _ledger, _statements, _queries, plan, DecisionsPerCommit);
            await using (run.ConfigureAwait(false))
            {
                foreach (MemberFile file in await _files.ReadAsync(scope, plan, batch, now, from: null, cancellationToken).ConfigureAwait(false))
                {
                    foreach (LoyaltyNotice notice in notices.OfTier(file, await TierFacts.WalkAsync(plan, file, run, cancellationToken).ConfigureAwait(false)))
                    {
                        yield return notice;
                    }
                }
            }
        }
    }

    private async Task<TierTally> ReviewAsync(LedgerRun run, CrmScope scope, EarningPlan plan, IReadOnlyList<LoyaltySubject> batch, Instant end, bool keeps, CancellationToken cancellationToken)
    {
        var tally = new TierTally(plan.Ladder!);
        foreach (MemberFile file in await _files.ReadAsync(scope, plan, batch, end, from: null, cancellationToken).ConfigureAwait(false))
        {
            TierWalk walk = await TierFacts.WalkAsync(plan, file, run, cancellationToken).ConfigureAwait(false);
            var steps = new List<TierStep>();
            walk.AdvanceTo(end, isIncluded: true, steps.Add);
            tally.Add(walk.Standing.Tier);
            foreach (TierStep step in steps)
            {
                tally.Add(step);
                if (keeps)
                {
                    await run.DecideAsync(file, step.ToDecision(file.Subject.Customer, plan.Programme.Code, plan.Version), cancellationToken).ConfigureAwait(false);
                }
            }
        }

        _ = await run.CommitAsync(least: 0, cancellationToken).ConfigureAwait(false);
        return tally;
    }

    /// <summary>A member's file and a walk with all facts up to an instant; null where the customer is no member.</summary>
    private async Task<(MemberFile File, EarningPlan Plan, TierWalk Walk)?> OpenAsync(ICrmSession session, CustomerId customer, string programme, Instant upTo, CancellationToken cancellationToken)
    {
        EarningPlan plan = WithTiers(await LoyaltyProgrammes.GetPlanAsync(session, programme, version: null, cancellationToken).ConfigureAwait(false));
        CustomerId survivor = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        var subject = new LoyaltySubject(survivor, (await _identity.MembersAsync(session.Scope, survivor, cancellationToken).ConfigureAwait(false)).ToValueList());
        if (await session.FindAsync<Customer>(survivor, cancellationToken).ConfigureAwait(false) is not { } record
            || await _files.ReadAsync(session, plan, subject, record, upTo, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return null;
        }

        var book = new LedgerBook(session, _ledger, _statements, _queries, plan, []);
        return (file, plan, await TierFacts.WalkAsync(plan, file, book, cancellationToken).ConfigureAwait(false));
    }

    private async Task<EarningPlan> PlanAsync(CrmScope scope, string programme, CancellationToken cancellationToken)
    {
        ICrmSession session = _crm.OpenSession(scope);
        await using (session.ConfigureAwait(false))
        {
            return WithTiers(await LoyaltyProgrammes.GetPlanAsync(session, programme, version: null, cancellationToken).ConfigureAwait(false));
        }
    }

    private static EarningPlan WithTiers(EarningPlan plan) => plan.Ladder is not null
        ? plan
        : throw new CrmException(EarningErrorCodes.BadTier, $"Programme '{plan.Programme.Code}' has no tiers; save a version with a ladder.");

    private Instant Now() => _clock.GetCurrentInstant().FloorToMicrosecond();
}
