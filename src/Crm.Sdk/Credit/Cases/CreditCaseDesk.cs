using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Leads credit cases through their eight steps, each done by who has its role; nobody reviews terms that they chose (CR-6, G24).</summary>
/// <remarks>
/// A thread-safe singleton. Changes are added to the caller's session, whose actor does the step, and written by its commit; two who do the same step at once conflict (CRM2032). An approved review grants the
/// limit in the same commit.
/// </remarks>
/// <param name="file">Assesses.</param>
/// <param name="accounts">Grants limits.</param>
/// <param name="authority">Says who has which role.</param>
/// <param name="settings">Who approves which limits.</param>
/// <param name="clock">Says when a step was done.</param>
public sealed class CreditCaseDesk(CreditFile file, CreditAccounts accounts, ICreditAuthority authority, CreditCaseSettings settings, IClock clock)
{
    /// <summary>Opens a case.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">Whom it is about.</param>
    /// <param name="requested">The limit that is asked for, above 0.</param>
    /// <exception cref="CrmException">CRM1030: the limit is not above 0.</exception>
    public CreditCase Open(ICrmSession session, CustomerId customer, Money requested)
    {
        ArgumentNullException.ThrowIfNull(session);
        var opened = new CreditCase { Id = CreditCaseId.New(), Customer = customer, Requested = requested, OpenedAt = Now() };
        opened.Check();
        session.Add(opened);
        return opened;
    }

    /// <summary>Does a step that needs no figures: system, organisation, collection, and the handing over of receivables, which ends the case.</summary>
    /// <param name="session">The session, whose actor does it.</param>
    /// <param name="id">The case.</param>
    /// <param name="step">The step; it is the next one.</param>
    /// <param name="note">What was settled or found.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6281: there is no such case, it is closed, another step is next, or the step has a method of its own. CRM6252: the actor does not have the role.</exception>
    public async Task<CreditCase> DoAsync(ICrmSession session, CreditCaseId id, string step, string note, CancellationToken cancellationToken)
    {
        if (step is CreditCaseSteps.Assess or CreditCaseSteps.Grade or CreditCaseSteps.ChooseTerms or CreditCaseSteps.ReviewTerms)
        {
            throw new CrmException(CreditErrorCodes.WrongStep, $"The step '{step}' has figures; do it by its own method.");
        }

        CreditCase found = await NeedAsync(session, id, step, cancellationToken).ConfigureAwait(false);
        CreditCase done = Done(session, found, step, note);
        return Update(session, step == CreditCaseSteps.Receivables ? done with { State = CreditCaseState.Done } : done);
    }

    /// <summary>Assesses the customer by its credit file and keeps the assessment.</summary>
    /// <param name="session">The session, whose actor is an analyst.</param>
    /// <param name="id">The case.</param>
    /// <param name="asOf">The end of the day for which.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">As of <see cref="DoAsync"/> and <see cref="CreditFile.AssessAsync"/>.</exception>
    public async Task<FiledAssessment> AssessAsync(ICrmSession session, CreditCaseId id, AsOf asOf, CancellationToken cancellationToken)
    {
        CreditCase found = await NeedAsync(session, id, CreditCaseSteps.Assess, cancellationToken).ConfigureAwait(false);
        FiledAssessment filed = await file.AssessAsync(session, found.Customer, asOf, found.Requested, found.Requested.Currency, cancellationToken).ConfigureAwait(false);
        Update(session, Done(session, found, CreditCaseSteps.Assess, null) with { Assessment = filed.Record.Id });
        return filed;
    }

    /// <summary>Gives the assessment's grade, or another one with a reason and a second person.</summary>
    /// <param name="session">The session, whose actor is an analyst.</param>
    /// <param name="id">The case.</param>
    /// <param name="other">Another grade than the assessment's, or null.</param>
    /// <param name="reason">Why another grade; null for the assessment's.</param>
    /// <param name="approvedBy">The second person who agrees to another grade, with the role of an approver; null for the assessment's.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">As of <see cref="DoAsync"/>. CRM6252: the second person is the actor, or has not the role. CRM1030: another grade without a reason.</exception>
    public async Task<CreditCase> GradeAsync(ICrmSession session, CreditCaseId id, CreditGrade? other, string? reason, ActorId? approvedBy, CancellationToken cancellationToken)
    {
        CreditCase found = await NeedAsync(session, id, CreditCaseSteps.Grade, cancellationToken).ConfigureAwait(false);
        CreditAssessmentRecord assessment = await session.FindAsync<CreditAssessmentRecord>(found.Assessment!.Value, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.WrongStep, $"Case {id} names the assessment {found.Assessment}, which is not there.");
        CreditCase graded = Done(session, found, CreditCaseSteps.Grade, null) with { Grade = other ?? assessment.Grade };
        if (other is null || other == assessment.Grade)
        {
            return Update(session, graded);
        }

        ActorId second = approvedBy ?? session.Scope.Actor;
        if (second == session.Scope.Actor || !await authority.HasAsync(new CrmScope(session.Scope.Tenant, second), CreditRoles.Approver, cancellationToken).ConfigureAwait(false))
        {
            throw new CrmException(CreditErrorCodes.NotAllowed, $"Grade {other} is not the assessment's {assessment.Grade}: name a second person with the role '{CreditRoles.Approver}' who agrees.");
        }

        return Update(session, graded with { OverrideReason = CanonicalText.Require(reason ?? string.Empty, CreditCase.MaxReasonLength, "credit-case.override"), OverrideApprovedBy = second.Value });
    }

    /// <summary>Chooses limit and period.</summary>
    /// <param name="session">The session, whose actor is an analyst.</param>
    /// <param name="id">The case.</param>
    /// <param name="limit">The limit, in the currency that was asked for; 0 for none.</param>
    /// <param name="termDays">The period in days; 0 for payment before delivery.</param>
    /// <param name="note">Why these.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">As of <see cref="DoAsync"/>. CRM1012: another currency.</exception>
    public async Task<CreditCase> ChooseTermsAsync(ICrmSession session, CreditCaseId id, Money limit, int termDays, string note, CancellationToken cancellationToken)
    {
        CreditCase found = await NeedAsync(session, id, CreditCaseSteps.ChooseTerms, cancellationToken).ConfigureAwait(false);
        _ = limit + found.Requested; // refuses another currency
        return Update(session, Done(session, found, CreditCaseSteps.ChooseTerms, note) with { Limit = limit, TermDays = termDays });
    }

    /// <summary>Reviews the terms: approves them, which grants the limit, or rejects them, which ends the case.</summary>
    /// <param name="session">The session, whose actor may approve such a limit and did not choose it.</param>
    /// <param name="id">The case.</param>
    /// <param name="approve">Whether the terms are approved.</param>
    /// <param name="reason">Why.</param>
    /// <param name="from">The first day of the limit.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6281: as of <see cref="DoAsync"/>. CRM6252: the actor chose the terms, or may not approve such a limit.</exception>
    public async Task<CreditCase> ReviewAsync(ICrmSession session, CreditCaseId id, bool approve, string reason, LocalDate from, CancellationToken cancellationToken)
    {
        CreditCase found = await FindAsync(session, id, CreditCaseSteps.ReviewTerms, cancellationToken).ConfigureAwait(false);
        string actor = session.Scope.Actor.Value, chooser = found.DoneBy(CreditCaseSteps.ChooseTerms)!;
        if (actor == chooser)
        {
            throw new CrmException(CreditErrorCodes.NotAllowed, $"'{actor}' chose the terms of case {id}; another person reviews them.");
        }

        Money limit = found.Limit!.Value;
        await NeedRoleAsync(session, [.. settings.ApproversOf(limit)], $"approve a limit of {limit}", cancellationToken).ConfigureAwait(false);
        CreditCase reviewed = Done(session, found, CreditCaseSteps.ReviewTerms, reason);
        if (!approve)
        {
            return Update(session, reviewed with { State = CreditCaseState.Rejected });
        }

        CreditAssessmentRecord? assessment = await session.FindAsync<CreditAssessmentRecord>(found.Assessment!.Value, cancellationToken).ConfigureAwait(false);
        CreditAccount account = await accounts.FindAsync(session, found.Customer, cancellationToken).ConfigureAwait(false)
            ?? await accounts.OpenAsync(session, found.Customer, limit.Currency, cancellationToken).ConfigureAwait(false);
        CreditAccounts.GrantApproved(session, account, new CreditLimitGrant(limit, from, reason, chooser, actor) { Grade = found.Grade }, found.TermDays, assessment?.ValidUntil);
        return Update(session, reviewed);
    }

    private async Task<CreditCase> NeedAsync(ICrmSession session, CreditCaseId id, string step, CancellationToken cancellationToken)
    {
        CreditCase found = await FindAsync(session, id, step, cancellationToken).ConfigureAwait(false);
        await NeedRoleAsync(session, [CreditCaseSettings.RoleOf(step)], $"do the step '{step}'", cancellationToken).ConfigureAwait(false);
        return found;
    }

    private static async Task<CreditCase> FindAsync(ICrmSession session, CreditCaseId id, string step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CreditCase found = await session.FindAsync<CreditCase>(id, cancellationToken).ConfigureAwait(false) ?? throw new CrmException(CreditErrorCodes.WrongStep, $"There is no credit case {id}.");
        return found.Next == step
            ? found
            : throw new CrmException(CreditErrorCodes.WrongStep, found.Next is { } next ? $"The next step of case {id} is '{next}', not '{step}'." : $"Case {id} is closed.");
    }

    private async Task NeedRoleAsync(ICrmSession session, string[] roles, string what, CancellationToken cancellationToken)
    {
        foreach (string role in roles)
        {
            if (await authority.HasAsync(session.Scope, role, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new CrmException(CreditErrorCodes.NotAllowed, $"'{session.Scope.Actor}' may not {what}: it takes the role {string.Join(" or ", roles.Select(static role => $"'{role}'"))}.");
    }

    private CreditCase Done(ICrmSession session, CreditCase found, string step, string? note) =>
        found with { Steps = found.Steps.Add(new CreditCaseStep(step, session.Scope.Actor.Value, Now(), note is null ? null : CanonicalText.Require(note, CreditCaseStep.MaxNoteLength, "credit-case.note"))) };

    private static CreditCase Update(ICrmSession session, CreditCase changed)
    {
        changed.Check();
        session.Update(changed);
        return changed;
    }

    private Instant Now() => clock.GetCurrentInstant().FloorToMicrosecond();
}
