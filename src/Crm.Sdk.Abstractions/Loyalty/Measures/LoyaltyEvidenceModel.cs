using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How evidence on loyalty is stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LoyaltyEvidenceModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>On whom.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The code of the indicator.</summary>
    public static FieldId Indicator { get; } = "indicator";

    /// <summary>The day of the answer.</summary>
    public static FieldId Date { get; } = "date";

    /// <summary>The kind <c>loyalty-evidence</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<LoyaltyEvidence>("loyalty-evidence", static e => e.Id);
        kind.About(static e => e.Customer);
        FieldHandle<string?> key = kind.Text(Key, static e => e.Key, maxLength: LoyaltyEvidence.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static e => e.Customer, indexed: true);
        FieldHandle<string?> indicator = kind.Text(Indicator, static e => e.Indicator, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> answer = kind.Number("answer", static e => e.Answer);
        FieldHandle<string?> scale = kind.Text("scale", static e => e.Scale, maxLength: OpenCode.MaxLength);
        FieldHandle<LocalDate?> date = kind.Date(Date, static e => e.Date);
        FieldHandle<string?> source = kind.Text("source", static e => e.Source, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> investigator = kind.Text("investigator", static e => e.Investigator, maxLength: Organization.Employee.MaxKeyLength);
        FieldHandle<string?> document = kind.Text("document", static e => e.Document, personal: true, maxLength: LoyaltyEvidence.MaxDocumentLength);
        var origin = new OriginFields<LoyaltyEvidence>(kind, static e => e.Origin);
        kind.StampedBy(static (e, from) => e with { Origin = from }).CheckedBy(static e => e.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new LoyaltyEvidence
        {
            Id = (LoyaltyEvidenceId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Indicator = row.Need(indicator),
            Answer = row.Number(answer)!.Value,
            Scale = row.Need(scale),
            Date = row.Need(date),
            Source = row.Need(source),
            Investigator = row.Get(investigator),
            Document = row.Get(document),
            Origin = origin.Read(row),
        });
    }
}
