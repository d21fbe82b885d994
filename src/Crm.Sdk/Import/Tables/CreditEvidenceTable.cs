using Crm.Sdk.Credit;
using Crm.Sdk.Organization;

namespace Crm.Sdk.Import;

/// <summary>Evidence of credit files.</summary>
internal static class CreditEvidenceTable
{
    public static TableTarget Target { get; } = new RecordTable<CreditEvidenceRecord>(
        "credit-evidence",
        CreditEvidenceModel.Kind,
        static (id, key) => new CreditEvidenceRecord { Id = (CreditEvidenceId)id, Key = key, Customer = default, Evidence = new CreditEvidence { Indicator = string.Empty, Value = 0, Date = default, Source = string.Empty } },
        Columns<CreditEvidenceRecord>.Key(static e => e.Key, static e => e.Id),
        Columns<CreditEvidenceRecord>.Customer(static e => e.Customer, static (e, customer) => e with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<CreditEvidenceRecord>.Code("indicator", static e => e.Evidence.Indicator, static (e, code) => e with { Evidence = e.Evidence with { Indicator = code! } }) with { Required = true },
        Columns<CreditEvidenceRecord>.Number("value", static e => e.Evidence.Value, static (e, value) => e with { Evidence = e.Evidence with { Value = value!.Value } }) with { Required = true },
        Columns<CreditEvidenceRecord>.Day("date", static e => e.Evidence.Date, static (e, day) => e with { Evidence = e.Evidence with { Date = day!.Value } }) with { Required = true },
        Columns<CreditEvidenceRecord>.Code("source", static e => e.Evidence.Source, static (e, code) => e with { Evidence = e.Evidence with { Source = code! } }) with { Required = true },
        Columns<CreditEvidenceRecord>.Number("reliability", static e => e.Evidence.Reliability, static (e, value) => e with { Evidence = e.Evidence with { Reliability = value ?? 1 } }),
        Columns<CreditEvidenceRecord>.Code("investigation", static e => e.Evidence.Investigation, static (e, code) => e with { Evidence = e.Evidence with { Investigation = code } }),
        Columns<CreditEvidenceRecord>.Text("investigator", static e => e.Evidence.Investigator, static (e, key) => e with { Evidence = e.Evidence with { Investigator = key } }, Employee.MaxKeyLength),
        Columns<CreditEvidenceRecord>.Text("document", static e => e.Evidence.Document, static (e, document) => e with { Evidence = e.Evidence with { Document = document } }, CreditEvidence.MaxDocumentLength));
}
