using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>A credit case, 信用案件: the eight steps from an application to receivables, who did which, and what came of them (CR-6, G24).</summary>
/// <remarks>Steps are done in their order, each once; after a rejected review the case is closed. Immutable; thread-safe.</remarks>
public sealed record CreditCase
{
    /// <summary>The greatest length of a reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The case's id.</summary>
    public required CreditCaseId Id { get; init; }

    /// <summary>Whom it is about.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The limit that is asked for.</summary>
    public required Money Requested { get; init; }

    /// <summary>When it was opened, whole microseconds.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public CreditCaseState State { get; init; }

    /// <summary>The steps that were done, in their order.</summary>
    public ValueList<CreditCaseStep> Steps { get; init; }

    /// <summary>Who does the steps of which role in this case, each role once; whoever has the role where none is named.</summary>
    public ValueList<CreditCaseRole> Roles { get; init; }

    /// <summary>The assessment; null before that step.</summary>
    public CreditAssessmentId? Assessment { get; init; }

    /// <summary>The grade that was given; null before that step.</summary>
    public CreditGrade? Grade { get; init; }

    /// <summary>Another grade than the assessment's that was proposed and waits for a second person; null where none does.</summary>
    public CreditGrade? ProposedGrade { get; init; }

    /// <summary>Who proposed it.</summary>
    public string? ProposedBy { get; init; }

    /// <summary>Why another grade was given or proposed than the assessment's, 人工调整; null where it is the assessment's.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The second person who agreed to another grade.</summary>
    public string? OverrideApprovedBy { get; init; }

    /// <summary>The limit that was chosen; null before that step.</summary>
    public Money? Limit { get; init; }

    /// <summary>The period that was chosen, in days; null before that step.</summary>
    public int? TermDays { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The step that is to be done next; null where the case is closed.</summary>
    public string? Next => State == CreditCaseState.Open ? CreditCaseSteps.List.Members[Steps.Count].Code : null;

    /// <summary>Who did a step, or null.</summary>
    /// <param name="step">A code of <see cref="CreditCaseSteps"/>.</param>
    public string? DoneBy(string step) => Steps.FirstOrDefault(done => done.Step == step)?.By;

    internal void Check()
    {
        Require.That(Requested.MinorUnits > 0, "credit-case.requested", $"{Requested} is not above 0");
        Require.Defined<CreditCaseState>(State, "credit-case.state");
        Require.Defined(Grade, "credit-case.grade");
        Require.That(Steps.Select(static done => done.Step).SequenceEqual(CreditCaseSteps.List.Members.Take(Steps.Count).Select(static step => step.Code)), "credit-case.steps", "steps are done in their order, each once");
        Require.That(State != CreditCaseState.Done || Steps.Count == CreditCaseSteps.List.Members.Count, "credit-case.state", "a case is done when all its steps are");
        Require.Defined(ProposedGrade, "credit-case.proposed-grade");
        Require.That(ProposedGrade is null == ProposedBy is null, "credit-case.proposed-grade", "who proposes another grade is known");
        Require.That(ProposedGrade is null || (Grade is null && OverrideApprovedBy is null), "credit-case.proposed-grade", "a grade that was given is proposed no more");
        Require.That(OverrideReason is null == (OverrideApprovedBy is null && ProposedGrade is null), "credit-case.override", "another grade than the assessment's has a reason and a second person");
        Require.That(Roles.Select(static role => role.Role).Distinct(StringComparer.Ordinal).Count() == Roles.Count, "credit-case.roles", "a role has one person in a case");
        Require.NotEmpty(OverrideReason, "credit-case.override");
        Require.That(OverrideApprovedBy is null || OverrideApprovedBy != DoneBy(CreditCaseSteps.Grade), "credit-case.override", $"'{OverrideApprovedBy}' gave the grade; another person agrees to it");
        Require.NotNegative(Limit, "credit-case.limit");
        Require.InRange(TermDays, 0, 3_650, "credit-case.term-days");
        string? chooser = DoneBy(CreditCaseSteps.ChooseTerms), reviewer = DoneBy(CreditCaseSteps.ReviewTerms);
        Require.That(reviewer is null || reviewer != chooser, "credit-case.review", $"'{chooser}' chose the terms; another person reviews them");
    }
}
