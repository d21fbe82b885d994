using Crm.Sdk.Billing;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Write-offs.</summary>
internal static class WriteOffTable
{
    public static TableTarget Target { get; } = new RecordTable<WriteOff>(
        "write-offs",
        WriteOffModel.Kind,
        static (id, key) => new WriteOff { Id = (WriteOffId)id, Key = key, Customer = default, Invoice = string.Empty, Amount = default, Day = default(LocalDate), Reason = string.Empty },
        Columns<WriteOff>.Key(static w => w.Key, static w => w.Id),
        Columns<WriteOff>.Customer(static w => w.Customer, static (w, customer) => w with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<WriteOff>.Text("invoice", static w => w.Invoice, static (w, invoice) => w with { Invoice = invoice ?? string.Empty }, Invoice.MaxKeyLength) with { Required = true },
        Columns<WriteOff>.Amount("amount", static w => w.Amount, static (w, amount) => w with { Amount = amount!.Value }) with { Required = true },
        Columns<WriteOff>.Currency(static w => w.Amount.Currency),
        Columns<WriteOff>.Day("date", static w => w.Day, static (w, day) => w with { Day = day!.Value }) with { Required = true },
        Columns<WriteOff>.Code("reason", static w => w.Reason, static (w, reason) => w with { Reason = reason! }) with { Required = true },
        Columns<WriteOff>.Text("approvedBy", static w => w.ApprovedBy, static (w, person) => w with { ApprovedBy = person }, WriteOff.MaxNameLength),
        Columns<WriteOff>.Text("note", static w => w.Note, static (w, note) => w with { Note = note }, WriteOff.MaxNoteLength));
}
