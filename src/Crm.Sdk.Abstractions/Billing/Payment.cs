using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>A payment of a customer, 付款, and the invoices it goes to (TX-1). A refund has negative amounts.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Payment
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the reference, in UTF-16 units.</summary>
    public const int MaxReferenceLength = 500;

    /// <summary>The payment's id.</summary>
    public required PaymentId Id { get; init; }

    /// <summary>The key by which other systems know it, such as the bank's number; unique within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>Who paid.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>When it was received, whole microseconds.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>How much, not 0.</summary>
    public required Money Amount { get; init; }

    /// <summary>How, a code of <see cref="PaymentMethods"/> or another one.</summary>
    public string? Method { get; init; }

    /// <summary>What the customer wrote on it.</summary>
    public string? Reference { get; init; }

    /// <summary>The invoices it goes to, each once; together not more than the amount.</summary>
    public ValueList<PaymentAllocation> Allocations { get; init; }

    /// <summary>The day on which a bill or a cheque becomes money, 承兑到期日; null where it is money at once. Until then it is a promise.</summary>
    public LocalDate? ClearsOn { get; init; }

    /// <summary>When it was revoked, 退票, such as a cheque that bounced, whole microseconds: from then on it counts for nothing. Null where it stands.</summary>
    public Instant? RevokedAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>What no invoice has got yet.</summary>
    public Money Unallocated
    {
        get
        {
            Money rest = Amount;
            foreach (PaymentAllocation allocation in Allocations)
            {
                rest -= allocation.Amount;
            }

            return rest;
        }
    }

    /// <summary>Whether it counts at an instant: it was received by then, and not revoked yet.</summary>
    public bool CountsAt(Instant at) => ReceivedAt <= at && (RevokedAt is not { } revoked || revoked > at);

    /// <summary>Whether it is money on a day, and no promise any more.</summary>
    public bool IsClearedOn(LocalDate day) => ClearsOn is not { } clears || clears <= day;

    /// <summary>A new payment.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="customer">Who paid.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <param name="amount">How much.</param>
    /// <param name="allocations">The invoices it goes to.</param>
    /// <exception cref="CrmException">CRM1002: the key is empty, too long, or has characters that cannot be kept. CRM1012: a share is in another currency. CRM1030: the amount is 0, an invoice
    /// stands twice, a share is 0 or has the other sign, or the shares are more than the amount.</exception>
    public static Payment Of(string key, CustomerId customer, Instant receivedAt, Money amount, params ReadOnlySpan<PaymentAllocation> allocations)
    {
        var payment = new Payment
        {
            Id = PaymentId.New(),
            Key = CanonicalText.Require(key, MaxKeyLength, "payment.key"),
            Customer = customer,
            ReceivedAt = receivedAt.FloorToMicrosecond(),
            Amount = amount,
            Allocations = ValueList.Create(allocations),
        };
        payment.Check();
        return payment;
    }

    internal void Check()
    {
        const string Shares = "payment.allocation";
        Require.NotEmpty(Key, "payment.key");
        Require.Code(Method, "payment.method");
        Require.InOrder(ReceivedAt, RevokedAt, "payment.revoked-at");
        int sign = Math.Sign(Amount.MinorUnits);
        Require.That(sign != 0, "payment.amount", "a payment of nothing is none");
        var invoices = new HashSet<string>(StringComparer.Ordinal);
        foreach (PaymentAllocation allocation in Allocations)
        {
            Require.NotEmpty(allocation.Invoice, Shares);
            Require.That(invoices.Add(allocation.Invoice), Shares, $"invoice '{allocation.Invoice}' stands twice; add its shares up");
            Require.That(Math.Sign(allocation.Amount.MinorUnits) == sign, Shares, $"{allocation.Amount} to invoice '{allocation.Invoice}' is nothing or has another sign than the payment");
        }

        Money rest = Unallocated; // refuses a share in another currency
        Require.That(Math.Sign(rest.MinorUnits) != -sign, Shares, $"the shares are more than the payment of {Amount}");
    }
}
