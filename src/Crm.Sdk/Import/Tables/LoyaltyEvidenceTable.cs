using Crm.Sdk.Loyalty;
using Crm.Sdk.Organization;

namespace Crm.Sdk.Import;

/// <summary>Evidence on loyalty: answers and observations.</summary>
internal static class LoyaltyEvidenceTable
{
    public static TableTarget Target { get; } = new RecordTable<LoyaltyEvidence>(
        "loyalty-evidence",
        LoyaltyEvidenceModel.Kind,
        static (id, key) => new LoyaltyEvidence { Id = (LoyaltyEvidenceId)id, Key = key, Customer = default, Indicator = string.Empty, Answer = 0, Date = default },
        Columns<LoyaltyEvidence>.Key(static e => e.Key, static e => e.Id),
        Columns<LoyaltyEvidence>.Customer(static e => e.Customer, static (e, customer) => e with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<LoyaltyEvidence>.Code("indicator", static e => e.Indicator, static (e, code) => e with { Indicator = code! }) with { Required = true },
        Columns<LoyaltyEvidence>.Number("answer", static e => e.Answer, static (e, value) => e with { Answer = value!.Value }) with { Required = true },
        Columns<LoyaltyEvidence>.Code("scale", static e => e.Scale, static (e, code) => e with { Scale = code ?? AnswerScales.Share }),
        Columns<LoyaltyEvidence>.Day("date", static e => e.Date, static (e, day) => e with { Date = day!.Value }) with { Required = true },
        Columns<LoyaltyEvidence>.Code("source", static e => e.Source, static (e, code) => e with { Source = code ?? LoyaltySources.Survey }),
        Columns<LoyaltyEvidence>.Text("investigator", static e => e.Investigator, static (e, key) => e with { Investigator = key }, Employee.MaxKeyLength),
        Columns<LoyaltyEvidence>.Text("document", static e => e.Document, static (e, document) => e with { Document = document }, LoyaltyEvidence.MaxDocumentLength));
}
