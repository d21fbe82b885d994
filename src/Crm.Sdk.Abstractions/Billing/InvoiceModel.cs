using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>How invoices are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InvoiceModel
{
    /// <summary>The invoice's number.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Who owes.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The order it bills.</summary>
    public static FieldId Order { get; } = "order";

    /// <summary>The day of issue.</summary>
    public static FieldId IssuedOn { get; } = "issued-on";

    /// <summary>The last day on which payment is in time.</summary>
    public static FieldId DueOn { get; } = "due-on";

    /// <summary>The currency's code.</summary>
    public static FieldId Currency { get; } = "currency";

    /// <summary>The amount before tax in minor units of the currency.</summary>
    public static FieldId Net { get; } = "net";

    /// <summary>Net and tax together in minor units of the currency.</summary>
    public static FieldId Gross { get; } = "gross";

    /// <summary>Where it stands.</summary>
    public static FieldId Status { get; } = "status";

    /// <summary>The number of the invoice that a credit note corrects.</summary>
    public static FieldId Corrects { get; } = "corrects";

    /// <summary>The kind <c>invoice</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Invoice>("invoice", static i => i.Id);
        kind.About(static i => i.Customer);
        FieldHandle<string?> key = kind.Text(Key, static i => i.Key, maxLength: Invoice.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static i => i.Customer, indexed: true);
        FieldHandle<RecordId?> order = kind.Id(Order, static i => i.Order, indexed: true);
        FieldHandle<LocalDate?> issuedOn = kind.Date(IssuedOn, static i => i.IssuedOn);
        FieldHandle<LocalDate?> dueOn = kind.Date(DueOn, static i => i.DueOn, indexed: true);
        var net = new MoneyFields<Invoice>(kind, Net, Currency, static i => i.Net);
        FieldHandle<long?> tax = kind.Int("tax", static i => i.Tax.MinorUnits);
        kind.Int(Gross, static i => i.Gross.MinorUnits); // for conditions and columns; reading adds again
        FieldHandle<string?> status = kind.Text(Status, static i => i.Status, maxLength: OpenCode.MaxLength);
        PartHandle<PaymentAllocation> settles = kind.Part<PaymentAllocation>("settles", static i => i.Settles, AllocationFields.Declare);
        FieldHandle<string?> corrects = kind.Text(Corrects, static i => i.Corrects, maxLength: Invoice.MaxKeyLength);
        FieldHandle<long?> postings = kind.Int("postings", static i => i.Postings);
        var origin = new OriginFields<Invoice>(kind, static i => i.Origin);
        kind.StampedBy(static (i, from) => i with { Origin = from }).CheckedBy(static i => i.Check()).Unique("key", Key);
        return kind.ComposedBy(row =>
        {
            Money before = net.Need(row);
            return new Invoice
            {
                Id = (InvoiceId)row.Id,
                Key = row.Need(key),
                Customer = (CustomerId)row.Need(customer),
                Order = row.Get(order) is { } billed ? (OrderId)billed : null,
                IssuedOn = row.Need(issuedOn),
                DueOn = row.Get(dueOn),
                Net = before,
                Tax = Money.OfMinor(row.Need(tax), before.Currency),
                Status = row.Need(status),
                Settles = row.Get(settles),
                Corrects = row.Get(corrects),
                Postings = row.Get(postings) ?? 0,
                Origin = origin.Read(row),
            };
        });
    }
}
