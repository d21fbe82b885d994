using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>How payments are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PaymentModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Who paid.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When it was received.</summary>
    public static FieldId ReceivedAt { get; } = "received-at";

    /// <summary>How much in minor units of the currency.</summary>
    public static FieldId Amount { get; } = "amount";

    /// <summary>The currency's code.</summary>
    public static FieldId Currency { get; } = "currency";

    /// <summary>How it was paid.</summary>
    public static FieldId Method { get; } = "method";

    /// <summary>The day on which it becomes money.</summary>
    public static FieldId ClearsOn { get; } = "clears-on";

    /// <summary>When it was revoked.</summary>
    public static FieldId RevokedAt { get; } = "revoked-at";

    /// <summary>The kind <c>payment</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Payment>("payment", static p => p.Id);
        kind.About(static p => p.Customer);
        FieldHandle<string?> key = kind.Text(Key, static p => p.Key, maxLength: Payment.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static p => p.Customer, indexed: true);
        FieldHandle<Instant?> receivedAt = kind.Instant(ReceivedAt, static p => p.ReceivedAt);
        var amount = new MoneyFields<Payment>(kind, Amount, Currency, static p => p.Amount);
        FieldHandle<string?> method = kind.Text(Method, static p => p.Method, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> reference = kind.Text("reference", static p => p.Reference, personal: true, maxLength: Payment.MaxReferenceLength);
        PartHandle<PaymentAllocation> allocations = kind.Part<PaymentAllocation>("allocation", static p => p.Allocations, AllocationFields.Declare);
        FieldHandle<LocalDate?> clearsOn = kind.Date(ClearsOn, static p => p.ClearsOn);
        FieldHandle<Instant?> revokedAt = kind.Instant(RevokedAt, static p => p.RevokedAt);
        var origin = new OriginFields<Payment>(kind, static p => p.Origin);
        kind.StampedBy(static (p, from) => p with { Origin = from }).CheckedBy(static p => p.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new Payment
        {
            Id = (PaymentId)row.Id,
            Key = row.Need(key),
            Customer = (CustomerId)row.Need(customer),
            ReceivedAt = row.Need(receivedAt),
            Amount = amount.Need(row),
            Method = row.Get(method),
            Reference = row.Get(reference),
            Allocations = row.Get(allocations),
            ClearsOn = row.Get(clearsOn),
            RevokedAt = row.Get(revokedAt),
            Origin = origin.Read(row),
        });
    }
}
