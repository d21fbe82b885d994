using System.Runtime.CompilerServices;
using Crm.Sdk.Events;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Finds earnings in a session and puts them there with their postings, so that they are one commit. Used by one thread.</summary>
/// <param name="session">The session.</param>
/// <param name="ledger">Posts.</param>
/// <param name="statements">Reads what was posted.</param>
/// <param name="queries">Reads what is committed.</param>
/// <param name="plan">The programme.</param>
/// <param name="given">What rules that are capped over the whole programme have given.</param>
internal sealed class LedgerBook(ICrmSession session, PointsLedger ledger, PointsStatements statements, QueryRunner queries, EarningPlan plan, Dictionary<string, long> given) : IEarningBook
{
    private readonly PointsWork _work = ledger.Work(session);
    private readonly Dictionary<string, (EarningBudget Budget, bool IsNew)> _budgets = new(StringComparer.Ordinal);

    /// <summary>How many earnings were read or put.</summary>
    public int Touched { get; private set; }

    /// <summary>Reads what rules that are capped over the whole programme have given; before anything else.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (EarningRule rule in plan.Programme.Earning.Where(static rule => rule.Caps.Any(static cap => cap.Scope == EarningCapScope.Programme)))
        {
            RecordId id = EarningBudget.IdOf(plan.Programme.Code, rule.Code);
            EarningBudget? known = await session.FindAsync<EarningBudget>(id, cancellationToken).ConfigureAwait(false);
            EarningBudget budget = known ?? new EarningBudget { Id = id, Programme = plan.Programme.Code, Rule = rule.Code, Points = 0 };
            _budgets.Add(rule.Code, (budget, known is null));
            given[rule.Code] = budget.Points;
        }
    }

    /// <summary>Adds what rules that are capped over the whole programme have given by now to the session; before its commit.</summary>
    public void Close()
    {
        foreach ((EarningBudget budget, bool isNew) in _budgets.Values.Where(one => given[one.Budget.Rule] != one.Budget.Points))
        {
            EarningBudget now = budget with { Points = given[budget.Rule] };
            if (isNew)
            {
                session.Add(now);
            }
            else
            {
                session.Update(now);
            }
        }
    }

    public Task<IReadOnlyList<PointsEarning?>> FindAsync(IReadOnlyList<PointsEarningId> ids, CancellationToken cancellationToken)
    {
        Touched += ids.Count;
        return session.FindAsync<PointsEarning>([.. ids.Select(static id => (RecordId)id)], cancellationToken);
    }

    public async IAsyncEnumerable<PointsEarning> OfAsync(MemberFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = session.Uncommitted<PointsEarning>().Where(earning => earning.Programme == plan.Programme.Code && file.Subject.Members.Contains(earning.Customer)).ToDictionary(static earning => earning.Id);
        Condition where = Condition.All(
            Condition.IsIn(PointsEarningModel.Customer, [.. file.Subject.Members.Select(static id => FieldValue.Of(id))]), Condition.Equal(PointsEarningModel.Programme, FieldValue.Of(plan.Programme.Code)));
        await foreach (PointsEarning earning in queries.AllAsync<PointsEarning>(new StoreQuery(session.Scope.Tenant, PointsEarningModel.Kind.Kind) { Where = where, Limit = 1_000 }, cancellationToken).ConfigureAwait(false))
        {
            if (!held.ContainsKey(earning.Id))
            {
                yield return earning;
            }
        }

        foreach (PointsEarning earning in held.Values)
        {
            yield return earning;
        }
    }

    public async Task<(PointsEarning Kept, CrmException? Refusal)> PutAsync(PointsEarning? before, PointsEarning after, Instant changedAt, bool isMoved, CancellationToken cancellationToken)
    {
        PointsEarning kept = after;
        CrmException? refusal = null;
        try
        {
            kept = after with { Digest = string.Empty };
            foreach (EarningStep step in EarningSettlement.Steps(after, changedAt, isMoved))
            {
                _ = await _work.PostAsync(step.Posting, cancellationToken).ConfigureAwait(false);
                kept = step.After;
            }

            kept = kept with { Digest = after.Digest };
        }
        catch (CrmException refused) when (refused is not (CrmConflictException or CrmDuplicateException))
        {
            refusal = refused;
        }

        Touched++;
        if (before is null)
        {
            session.Add(kept);
        }
        else if (kept != before)
        {
            session.Update(kept);
        }

        return (kept, refusal);
    }

    public async Task AddPointsAsync(MemberFile file, EarningPlan by, TierWalk tiers, CancellationToken cancellationToken)
    {
        foreach (CustomerId member in file.Subject.Members)
        {
            var facts = new PointsFacts(tiers, by);
            var account = PointsAccountId.Of(by.Programme.Code, by.Ladder!.Wallet, member);
            await foreach (StatementLine line in statements.ReadAsync(session.Scope, account, cancellationToken).ConfigureAwait(false))
            {
                facts.Add(line.Transaction);
            }

            foreach (PointsTransaction held in session.Uncommitted<PointsTransaction>().Where(transaction => transaction.Account == account).OrderBy(static transaction => transaction.Sequence))
            {
                facts.Add(held);
            }

            facts.AddPending(await session.FindAsync<PointsLot>([.. facts.PendingLots.Select(static lot => (RecordId)lot)], cancellationToken).ConfigureAwait(false));
        }
    }

    public Task DecideAsync(MemberFile file, TierDecision decision, CancellationToken cancellationToken)
    {
        Touched++;
        session.Add(decision);
        session.Raise(new CrmEvent(
            TierEvents.Changed, decision.Customer, $$"""{"programme":"{{decision.Programme}}","number":{{decision.Number}},"move":"{{decision.Move}}","reached":"{{decision.Reached}}","tier":"{{decision.Tier}}"}"""));
        return Task.CompletedTask;
    }

    public async Task EnrolAsync(MemberFile file, CancellationToken cancellationToken)
    {
        if (plan.Programme.Enrolment != LoyaltyEnrolment.FirstOrder)
        {
            return;
        }

        var id = LoyaltyMembershipId.Of(plan.Programme.Code, file.Subject.Customer);
        if (file.Membership is null)
        {
            if (await session.FindAsync<LoyaltyMembership>(id, cancellationToken).ConfigureAwait(false) is null)
            {
                session.Add(LoyaltyMembership.Of(plan.Programme.Code, file.Subject.Customer, file.JoinedAt!.Value));
            }
        }
        else if (file.Membership.Id == id && file.JoinedAt < file.Membership.JoinedAt && await session.FindAsync<LoyaltyMembership>(id, cancellationToken).ConfigureAwait(false) is { } known)
        {
            session.Update(known with { JoinedAt = file.JoinedAt.Value }); // an earlier order came late
        }
    }
}
