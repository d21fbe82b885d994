using Crm.Sdk.Lifecycle;
using Crm.Sdk.Organization;

namespace Crm.Sdk.Import;

/// <summary>Reasons for which customers were lost.</summary>
internal static class LossReasonTable
{
    public static TableTarget Target { get; } = new RecordTable<LossReason>(
        "loss-reasons",
        LossReasonModel.Kind,
        static (id, key) => new LossReason { Id = id, Key = key, Customer = default, Reason = string.Empty, Date = default },
        Columns<LossReason>.Key(static r => r.Key, static r => r.Id),
        Columns<LossReason>.Customer(static r => r.Customer, static (r, customer) => r with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<LossReason>.Code("reason", static r => r.Reason, static (r, code) => r with { Reason = code! }) with { Required = true },
        Columns<LossReason>.Text("competitor", static r => r.Competitor, static (r, name) => r with { Competitor = name }, LossReason.MaxCompetitorLength),
        Columns<LossReason>.Day("date", static r => r.Date, static (r, day) => r with { Date = day!.Value }) with { Required = true },
        Columns<LossReason>.Code("source", static r => r.Source, static (r, code) => r with { Source = code ?? LossSources.Interview }),
        Columns<LossReason>.Text("investigator", static r => r.Investigator, static (r, key) => r with { Investigator = key }, Employee.MaxKeyLength),
        Columns<LossReason>.Text("note", static r => r.Note, static (r, note) => r with { Note = note }, LossReason.MaxNoteLength));
}
