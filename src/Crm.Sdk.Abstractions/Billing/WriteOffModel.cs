using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>How write-offs are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class WriteOffModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Who owed it.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The invoice's key.</summary>
    public static FieldId Invoice { get; } = "invoice";

    /// <summary>How much in minor units of the currency.</summary>
    public static FieldId Amount { get; } = "amount";

    /// <summary>The currency's code.</summary>
    public static FieldId Currency { get; } = "currency";

    /// <summary>From which day on.</summary>
    public static FieldId Day { get; } = "day";

    /// <summary>Why.</summary>
    public static FieldId Reason { get; } = "reason";

    /// <summary>The kind <c>write-off</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<WriteOff>("write-off", static w => w.Id);
        kind.About(static w => w.Customer);
        FieldHandle<string?> key = kind.Text(Key, static w => w.Key, maxLength: WriteOff.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static w => w.Customer, indexed: true);
        FieldHandle<string?> invoice = kind.Text(Invoice, static w => w.Invoice, indexed: true, maxLength: Billing.Invoice.MaxKeyLength);
        var amount = new MoneyFields<WriteOff>(kind, Amount, Currency, static w => w.Amount);
        FieldHandle<LocalDate?> day = kind.Date(Day, static w => w.Day);
        FieldHandle<string?> reason = kind.Text(Reason, static w => w.Reason, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> approvedBy = kind.Text("approved-by", static w => w.ApprovedBy, maxLength: WriteOff.MaxNameLength);
        FieldHandle<string?> note = kind.Text("note", static w => w.Note, personal: true, maxLength: WriteOff.MaxNoteLength);
        var origin = new OriginFields<WriteOff>(kind, static w => w.Origin);
        kind.StampedBy(static (w, from) => w with { Origin = from }).CheckedBy(static w => w.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new WriteOff
        {
            Id = (WriteOffId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Invoice = row.Need(invoice),
            Amount = amount.Need(row),
            Day = row.Need(day),
            Reason = row.Need(reason),
            ApprovedBy = row.Get(approvedBy),
            Note = row.Get(note),
            Origin = origin.Read(row),
        });
    }
}
