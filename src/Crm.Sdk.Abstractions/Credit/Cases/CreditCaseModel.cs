using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How credit cases are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditCaseModel
{
    /// <summary>Whom it is about.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>Where it stands, the number of <see cref="CreditCaseState"/>.</summary>
    public static FieldId State { get; } = "state";

    /// <summary>When it was opened.</summary>
    public static FieldId OpenedAt { get; } = "opened-at";

    /// <summary>The kind <c>credit-case</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CreditCase>("credit-case", static c => c.Id);
        kind.About(static c => c.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static c => c.Customer, indexed: true);
        var requested = new MoneyFields<CreditCase>(kind, "requested", "currency", static c => c.Requested);
        FieldHandle<Instant?> openedAt = kind.Instant(OpenedAt, static c => c.OpenedAt);
        FieldHandle<long?> state = kind.Int(State, static c => (long)c.State, indexed: true);
        PartHandle<CreditCaseStep> steps = kind.Part<CreditCaseStep>("step", static c => c.Steps, Step);
        PartHandle<CreditCaseRole> roles = kind.Part<CreditCaseRole>("role", static c => c.Roles, Role);
        FieldHandle<RecordId?> assessment = kind.Id("assessment", static c => c.Assessment);
        FieldHandle<long?> grade = kind.Int("grade", static c => (long?)c.Grade);
        FieldHandle<long?> proposedGrade = kind.Int("proposed-grade", static c => (long?)c.ProposedGrade);
        FieldHandle<string?> proposedBy = kind.Text("proposed-by", static c => c.ProposedBy, maxLength: ActorId.MaxLength);
        FieldHandle<string?> overrideReason = kind.Text("override-reason", static c => c.OverrideReason, maxLength: CreditCase.MaxReasonLength);
        FieldHandle<string?> overrideApprovedBy = kind.Text("override-approved-by", static c => c.OverrideApprovedBy, maxLength: ActorId.MaxLength);
        var limit = new MoneyFields<CreditCase>(kind, "limit", "limit-currency", static c => c.Limit);
        FieldHandle<long?> termDays = kind.Int("term-days", static c => c.TermDays);
        var origin = new OriginFields<CreditCase>(kind, static c => c.Origin);
        kind.StampedBy(static (c, from) => c with { Origin = from }).CheckedBy(static c => c.Check());
        return kind.ComposedBy(row => new CreditCase
        {
            Id = (CreditCaseId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Requested = requested.Need(row),
            OpenedAt = row.Need(openedAt),
            State = (CreditCaseState)row.Need(state),
            Steps = row.Get(steps),
            Roles = row.Get(roles),
            Assessment = row.Get(assessment) is { } made ? (CreditAssessmentId)made : null,
            Grade = (CreditGrade?)row.Get(grade),
            ProposedGrade = (CreditGrade?)row.Get(proposedGrade),
            ProposedBy = row.Get(proposedBy),
            OverrideReason = row.Get(overrideReason),
            OverrideApprovedBy = row.Get(overrideApprovedBy),
            Limit = limit.Read(row),
            TermDays = (int?)row.Get(termDays),
            Origin = origin.Read(row),
        });
    }

    private static Func<StoredRow, CreditCaseRole> Role(PartBuilder<CreditCaseRole> part)
    {
        FieldHandle<string?> role = part.Text("role", static r => r.Role, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> person = part.Text("person", static r => r.Person, maxLength: ActorId.MaxLength);
        return row => new CreditCaseRole(row.Need(role), row.Need(person));
    }

    private static Func<StoredRow, CreditCaseStep> Step(PartBuilder<CreditCaseStep> step)
    {
        FieldHandle<string?> code = step.Text("step", static s => s.Step, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> by = step.Text("by", static s => s.By, maxLength: ActorId.MaxLength);
        FieldHandle<Instant?> at = step.Instant("at", static s => s.At);
        FieldHandle<string?> note = step.Text("note", static s => s.Note, personal: true, maxLength: CreditCaseStep.MaxNoteLength);
        return row => new CreditCaseStep(row.Need(code), row.Need(by), row.Need(at), row.Get(note));
    }
}
