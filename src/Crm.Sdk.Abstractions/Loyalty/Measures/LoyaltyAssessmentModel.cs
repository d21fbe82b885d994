using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How assessments of loyalty are kept: the fields that conditions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LoyaltyAssessmentModel
{
    /// <summary>Who was assessed.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The day for which.</summary>
    public static FieldId AsOf { get; } = "as-of";

    /// <summary>The index in millionths of a point.</summary>
    public static FieldId Index { get; } = "index";

    /// <summary>The known share of the weight in millionths.</summary>
    public static FieldId Confidence { get; } = "confidence";

    /// <summary>The attitude in millionths.</summary>
    public static FieldId Attitude { get; } = "attitude";

    /// <summary>Repeat buying in millionths.</summary>
    public static FieldId Behaviour { get; } = "behaviour";

    /// <summary>The type.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>The cell of the matrix.</summary>
    public static FieldId Cell { get; } = "cell";

    /// <summary>The kind <c>loyalty-assessment</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<LoyaltyAssessmentRecord>("loyalty-assessment", static a => a.Id);
        kind.AppendOnly().About(static a => a.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static a => a.Customer, indexed: true);
        FieldHandle<string?> policy = kind.Text("policy", static a => a.Policy, maxLength: 128);
        FieldHandle<long?> policyVersion = kind.Int("policy-version", static a => a.PolicyVersion);
        FieldHandle<LocalDate?> asOf = kind.Date(AsOf, static a => a.AsOf);
        FieldHandle<long?> index = kind.Int(Index, static a => a.IndexMillionths);
        FieldHandle<long?> confidence = kind.Int(Confidence, static a => a.ConfidenceMillionths);
        FieldHandle<long?> attitude = kind.Int(Attitude, static a => a.AttitudeMillionths);
        FieldHandle<long?> behaviour = kind.Int(Behaviour, static a => a.BehaviourMillionths);
        FieldHandle<string?> type = kind.Text(Type, static a => a.Type, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> cell = kind.Text(Cell, static a => a.Cell, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> input = kind.Opaque("input", static a => a.Input, personal: true);
        var origin = new OriginFields<LoyaltyAssessmentRecord>(kind, static a => a.Origin);
        kind.StampedBy(static (a, from) => a with { Origin = from }).CheckedBy(static a => a.Check());
        return kind.ComposedBy(row => new LoyaltyAssessmentRecord
        {
            Id = (LoyaltyAssessmentId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Policy = row.Need(policy),
            PolicyVersion = (int)row.Need(policyVersion),
            AsOf = row.Need(asOf),
            IndexMillionths = row.Get(index),
            ConfidenceMillionths = row.Need(confidence),
            AttitudeMillionths = row.Get(attitude),
            BehaviourMillionths = row.Get(behaviour),
            Type = row.Get(type),
            Cell = row.Get(cell),
            Input = row.Get(input)!,
            Origin = origin.Read(row),
        });
    }
}
