using Crm.Sdk.Billing;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Disputes about invoices.</summary>
internal static class DisputeTable
{
    public static TableTarget Target { get; } = new RecordTable<ReceivableDispute>(
        "disputes",
        ReceivableDisputeModel.Kind,
        static (id, key) => new ReceivableDispute
        {
            Id = (ReceivableDisputeId)id, Key = key, Customer = default, Invoice = string.Empty, Amount = default, Reason = string.Empty, OpenedOn = default(LocalDate),
        },
        Columns<ReceivableDispute>.Key(static d => d.Key, static d => d.Id),
        Columns<ReceivableDispute>.Customer(static d => d.Customer, static (d, customer) => d with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<ReceivableDispute>.Text("invoice", static d => d.Invoice, static (d, invoice) => d with { Invoice = invoice ?? string.Empty }, Invoice.MaxKeyLength) with { Required = true },
        Columns<ReceivableDispute>.Amount("amount", static d => d.Amount, static (d, amount) => d with { Amount = amount!.Value }) with { Required = true },
        Columns<ReceivableDispute>.Currency(static d => d.Amount.Currency),
        Columns<ReceivableDispute>.Code("reason", static d => d.Reason, static (d, reason) => d with { Reason = reason! }) with { Required = true },
        Columns<ReceivableDispute>.Day("date", static d => d.OpenedOn, static (d, day) => d with { OpenedOn = day!.Value }) with { Required = true },
        Columns<ReceivableDispute>.Day("settled", static d => d.SettledOn, static (d, day) => d with { SettledOn = day }),
        Columns<ReceivableDispute>.Code("outcome", static d => d.Outcome, static (d, outcome) => d with { Outcome = outcome }),
        Columns<ReceivableDispute>.Text("description", static d => d.Description, static (d, text) => d with { Description = text }, ReceivableDispute.MaxDescriptionLength));
}
