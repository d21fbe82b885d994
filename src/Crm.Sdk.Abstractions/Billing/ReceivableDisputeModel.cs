using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>How disputes about invoices are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ReceivableDisputeModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Who contests.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The invoice's key.</summary>
    public static FieldId Invoice { get; } = "invoice";

    /// <summary>How much in minor units of the currency.</summary>
    public static FieldId Amount { get; } = "amount";

    /// <summary>The currency's code.</summary>
    public static FieldId Currency { get; } = "currency";

    /// <summary>Why.</summary>
    public static FieldId Reason { get; } = "reason";

    /// <summary>The day on which it was raised.</summary>
    public static FieldId OpenedOn { get; } = "opened-on";

    /// <summary>The day from which on it is settled.</summary>
    public static FieldId SettledOn { get; } = "settled-on";

    /// <summary>The kind <c>receivable-dispute</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ReceivableDispute>("receivable-dispute", static d => d.Id);
        kind.About(static d => d.Customer);
        FieldHandle<string?> key = kind.Text(Key, static d => d.Key, maxLength: ReceivableDispute.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static d => d.Customer, indexed: true);
        FieldHandle<string?> invoice = kind.Text(Invoice, static d => d.Invoice, indexed: true, maxLength: Billing.Invoice.MaxKeyLength);
        var amount = new MoneyFields<ReceivableDispute>(kind, Amount, Currency, static d => d.Amount);
        FieldHandle<string?> reason = kind.Text(Reason, static d => d.Reason, maxLength: OpenCode.MaxLength);
        FieldHandle<LocalDate?> openedOn = kind.Date(OpenedOn, static d => d.OpenedOn);
        FieldHandle<LocalDate?> settledOn = kind.Date(SettledOn, static d => d.SettledOn);
        FieldHandle<string?> outcome = kind.Text("outcome", static d => d.Outcome, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> description = kind.Text("description", static d => d.Description, personal: true, maxLength: ReceivableDispute.MaxDescriptionLength);
        var origin = new OriginFields<ReceivableDispute>(kind, static d => d.Origin);
        kind.StampedBy(static (d, from) => d with { Origin = from }).CheckedBy(static d => d.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new ReceivableDispute
        {
            Id = (ReceivableDisputeId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Invoice = row.Need(invoice),
            Amount = amount.Need(row),
            Reason = row.Need(reason),
            OpenedOn = row.Need(openedOn),
            SettledOn = row.Get(settledOn),
            Outcome = row.Get(outcome),
            Description = row.Get(description),
            Origin = origin.Read(row),
        });
    }
}
