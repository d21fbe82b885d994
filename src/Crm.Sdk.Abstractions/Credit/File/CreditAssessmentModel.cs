using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How stored assessments are kept: the fields that conditions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditAssessmentModel
{
    /// <summary>Who was assessed.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The day for which.</summary>
    public static FieldId AsOf { get; } = "as-of";

    /// <summary>The last day on which it holds.</summary>
    public static FieldId ValidUntil { get; } = "valid-until";

    /// <summary>The grade, the number of <see cref="CreditGrade"/>.</summary>
    public static FieldId Grade { get; } = "grade";

    /// <summary>The kind <c>credit-assessment</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CreditAssessmentRecord>("credit-assessment", static a => a.Id);
        kind.AppendOnly().About(static a => a.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static a => a.Customer, indexed: true);
        FieldHandle<string?> model = kind.Text("model", static a => a.Model, maxLength: 128);
        FieldHandle<long?> modelVersion = kind.Int("model-version", static a => a.ModelVersion);
        FieldHandle<string?> policy = kind.Text("policy", static a => a.Policy, maxLength: 128);
        FieldHandle<long?> policyVersion = kind.Int("policy-version", static a => a.PolicyVersion);
        FieldHandle<LocalDate?> asOf = kind.Date(AsOf, static a => a.AsOf);
        FieldHandle<LocalDate?> validUntil = kind.Date(ValidUntil, static a => a.ValidUntil);
        FieldHandle<long?> grade = kind.Int(Grade, static a => (long)a.Grade);
        FieldHandle<long?> score = kind.Int("score", static a => a.ScoreMillionths);
        FieldHandle<long?> confidence = kind.Int("confidence", static a => a.ConfidenceMillionths);
        var limit = new MoneyFields<CreditAssessmentRecord>(kind, "limit", "currency", static a => a.Limit);
        FieldHandle<long?> termDays = kind.Int("term-days", static a => a.TermDays);
        FieldHandle<string?> input = kind.Opaque("input", static a => a.Input, personal: true);
        var origin = new OriginFields<CreditAssessmentRecord>(kind, static a => a.Origin);
        kind.StampedBy(static (a, from) => a with { Origin = from }).CheckedBy(static a => a.Check());
        return kind.ComposedBy(row => new CreditAssessmentRecord
        {
            Id = (CreditAssessmentId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Model = row.Need(model),
            ModelVersion = (int)row.Need(modelVersion),
            Policy = row.Need(policy),
            PolicyVersion = (int)row.Need(policyVersion),
            AsOf = row.Need(asOf),
            ValidUntil = row.Need(validUntil),
            Grade = (CreditGrade)row.Need(grade),
            ScoreMillionths = row.Need(score),
            ConfidenceMillionths = row.Need(confidence),
            Limit = limit.Read(row),
            TermDays = (int)row.Need(termDays),
            Input = row.Get(input)!,
            Origin = origin.Read(row),
        });
    }
}
