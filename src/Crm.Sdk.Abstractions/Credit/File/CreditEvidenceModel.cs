using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How evidence in credit files is stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditEvidenceModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>On whom.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The code of the indicator or veto.</summary>
    public static FieldId Indicator { get; } = "indicator";

    /// <summary>The day of which it speaks.</summary>
    public static FieldId Date { get; } = "date";

    /// <summary>The kind <c>credit-evidence</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CreditEvidenceRecord>("credit-evidence", static e => e.Id);
        kind.About(static e => e.Customer);
        FieldHandle<string?> key = kind.Text(Key, static e => e.Key, maxLength: CreditEvidenceRecord.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static e => e.Customer, indexed: true);
        FieldHandle<string?> indicator = kind.Text(Indicator, static e => e.Evidence.Indicator, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> value = kind.Number("value", static e => e.Evidence.Value);
        FieldHandle<LocalDate?> date = kind.Date(Date, static e => e.Evidence.Date);
        FieldHandle<string?> source = kind.Text("source", static e => e.Evidence.Source, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> reliability = kind.Number("reliability", static e => e.Evidence.Reliability);
        FieldHandle<string?> investigation = kind.Text("investigation", static e => e.Evidence.Investigation, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> investigator = kind.Text("investigator", static e => e.Evidence.Investigator, maxLength: Organization.Employee.MaxKeyLength);
        FieldHandle<string?> document = kind.Text("document", static e => e.Evidence.Document, personal: true, maxLength: CreditEvidence.MaxDocumentLength);
        var origin = new OriginFields<CreditEvidenceRecord>(kind, static e => e.Origin);
        kind.StampedBy(static (e, from) => e with { Origin = from }).CheckedBy(static e => e.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new CreditEvidenceRecord
        {
            Id = (CreditEvidenceId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Evidence = new CreditEvidence
            {
                Indicator = row.Need(indicator),
                Value = row.Number(value)!.Value,
                Date = row.Need(date),
                Source = row.Need(source),
                Reliability = row.Number(reliability)!.Value,
                Investigation = row.Get(investigation),
                Investigator = row.Get(investigator),
                Document = row.Get(document),
            },
            Origin = origin.Read(row),
        });
    }
}
