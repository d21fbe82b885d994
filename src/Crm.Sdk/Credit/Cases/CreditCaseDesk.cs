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
        CreditCase done = Done(found, step, session.Scope.Actor.Value, note);
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
        Update(session, Done(found, CreditCaseSteps.Assess, session.Scope.Actor.Value, null) with { Assessment = filed.Record.Id });
        return filed;
    }

    /// <summary>Gives the assessment's grade, or proposes another one, which a second person agrees to later (<see cref="AgreeAsync"/>).</summary>
    /// <param name="session">The session, whose actor is an analyst.</param>
    /// <param name="id">The case.</param>
    /// <param name="other">Another grade than the assessment's, or null.</param>
    /// <param name="reason">Why another grade; null for the assessment's.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The case; its next step is still the grade where another one was proposed.</returns>
    /// <exception cref="CrmException">As of <see cref="DoAsync"/>. CRM1002: another grade without a reason.</exception>
    public async Task<CreditCase> GradeAsync(ICrmSession session, CreditCaseId id, CreditGrade? other, string? reason, CancellationToken cancellationToken)
    {
        CreditCase found = await NeedAsync(session, id, CreditCaseSteps.Grade, cancellationToken).ConfigureAwait(false);
        CreditAssessmentRecord assessment = await session.FindAsync<CreditAssessmentRecord>(found.Assessment!.Value, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.WrongStep, $"Case {id} names the assessment {found.Assessment}, which is not there.");
        string actor = session.Scope.Actor.Value;
        return other is { } proposed && proposed != assessment.Grade
            ? Update(session, found with { ProposedGrade = proposed, ProposedBy = actor, OverrideReason = CanonicalText.Require(reason ?? string.Empty, CreditCase.MaxReasonLength, "credit-case.override") })
            : Update(session, Done(found, CreditCaseSteps.Grade, actor, null) with { Grade = assessment.Grade, ProposedGrade = null, ProposedBy = null, OverrideReason = null });
    }

    /// <summary>Agrees to another grade than the assessment's that somebody else proposed, which gives it; or refuses it, after which the case is graded again.</summary>
    /// <param name="session">The session, whose actor is an approver and did not propose it.</param>
    /// <param name="id">The case.</param>
    /// <param name="agree">Whether the grade is given.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6281: there is no such case, or no grade waits in it. CRM6252: the actor proposed the grade, or has not the role.</exception>
    public async Task<CreditCase> AgreeAsync(ICrmSession session, CreditCaseId id, bool agree, CancellationToken cancellationToken)
    {
        CreditCase found = await FindAsync(session, id, CreditCaseSteps.Grade, cancellationToken).ConfigureAwait(false);
        if (found is not { ProposedGrade: { } proposed, ProposedBy: { } proposer })
        {
            throw new CrmException(CreditErrorCodes.WrongStep, $"No grade waits for agreement in case {id}; it is graded first.");
        }

        string actor = session.Scope.Actor.Value;
        if (actor == proposer)
        {
            throw new CrmException(CreditErrorCodes.NotAllowed, $"'{actor}' proposed grade {proposed} in case {id}; a second person agrees to it.");
        }

        await NeedRoleAsync(session, found, [CreditRoles.Approver], $"agree to grade {proposed}", cancellationToken).ConfigureAwait(false);
        CreditCase settled = found with { ProposedGrade = null, ProposedBy = null };
        return Update(session, agree
            ? Done(settled, CreditCaseSteps.Grade, proposer, null) with { Grade = proposed, OverrideApprovedBy = actor }
            : settled with { OverrideReason = null });
    }

    /// <summary>Names who does the steps of a role in a case; nobody else does them from now on.</summary>
    /// <param name="session">The session, whose actor is a controller.</param>
    /// <param name="id">The case.</param>
    /// <param name="role">A code of <see cref="CreditRoles"/> or another one.</param>
    /// <param name="person">Who; somebody with the role.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6281: there is no such case, or it is closed. CRM6252: the actor is no controller, or the person has not the role.</exception>
    public async Task<CreditCase> AssignAsync(ICrmSession session, CreditCaseId id, string role, ActorId person, CancellationToken cancellationToken)
    {
        CreditCase found = await FindAsync(session, id, null, cancellationToken).ConfigureAwait(false);
        await NeedRoleAsync(session, found, [CreditRoles.Controller], "assign roles", cancellationToken).ConfigureAwait(false);
        return await authority.HasAsync(new CrmScope(session.Scope.Tenant, person), role, cancellationToken).ConfigureAwait(false)
            ? Update(session, found with { Roles = found.Roles.Where(assigned => assigned.Role != role).Append(new CreditCaseRole(role, person.Value)).ToValueList() })
            : throw new CrmException(CreditErrorCodes.NotAllowed, $"'{person}' has not the role '{role}'; name somebody who has.");
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
        return Update(session, Done(found, CreditCaseSteps.ChooseTerms, session.Scope.Actor.Value, note) with { Limit = limit, TermDays = termDays });
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
        await NeedRoleAsync(session, found, [.. ApprovalLevels.RolesFor(settings.Approval, limit)], $"approve a limit of {limit}", cancellationToken).ConfigureAwait(false);
        CreditCase reviewed = Done(found, CreditCaseSteps.ReviewTerms, actor, reason);
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
        await NeedRoleAsync(session, found, [CreditCaseSettings.RoleOf(step)], $"do the step '{step}'", cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>The open case whose next step is a certain one, or any where none is named.</summary>
    private static async Task<CreditCase> FindAsync(ICrmSession session, CreditCaseId id, string? step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CreditCase found = await session.FindAsync<CreditCase>(id, cancellationToken).ConfigureAwait(false) ?? throw new CrmException(CreditErrorCodes.WrongStep, $"There is no credit case {id}.");
        return found.Next is not { } next ? throw new CrmException(CreditErrorCodes.WrongStep, $"Case {id} is closed.")
            : step is null || next == step ? found
            : throw new CrmException(CreditErrorCodes.WrongStep, $"The next step of case {id} is '{next}', not '{step}'.");
    }

    /// <summary>Refuses an actor who has none of some roles, or whose role another person was named for in the case.</summary>
    private async Task NeedRoleAsync(ICrmSession session, CreditCase of, string[] roles, string what, CancellationToken cancellationToken)
    {
        string actor = session.Scope.Actor.Value;
        List<string> others = [];
        foreach (string role in roles)
        {
            if (of.Roles.FirstOrDefault(assigned => assigned.Role == role) is { } assigned && assigned.Person != actor)
            {
                others.Add(assigned.Person);
            }
            else if (await authority.HasAsync(session.Scope, role, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        string named = others.Count == 0 ? string.Empty : $", for which the case names {string.Join(", ", others)}";
        throw new CrmException(CreditErrorCodes.NotAllowed, $"'{actor}' may not {what}: it takes the role {string.Join(" or ", roles.Select(static role => $"'{role}'"))}{named}.");
    }

    private CreditCase Done(CreditCase found, string step, string by, string? note) =>
        found with { Steps = found.Steps.Add(new CreditCaseStep(step, by, Now(), note is null ? null : CanonicalText.Require(note, CreditCaseStep.MaxNoteLength, "credit-case.note"))) };

    private static CreditCase Update(ICrmSession session, CreditCase changed)
    {
        changed.Check();
        session.Update(changed);
        return changed;
    }

    private Instant Now() => clock.GetCurrentInstant().FloorToMicrosecond();
}
