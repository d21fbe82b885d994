using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>An invoice, 发票: what a customer owes for what, and by when (TX-1). A credit note has negative amounts.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Invoice
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The invoice's id.</summary>
    public required InvoiceId Id { get; init; }

    /// <summary>The invoice's number, by which payments name it; unique within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>Who owes.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The order it bills, if it bills one.</summary>
    public OrderId? Order { get; init; }

    /// <summary>The day of issue.</summary>
    public required LocalDate IssuedOn { get; init; }

    /// <summary>The last day on which payment is in time; null where none was agreed.</summary>
    public LocalDate? DueOn { get; init; }

    /// <summary>The amount before tax.</summary>
    public required Money Net { get; init; }

    /// <summary>The tax, in the same currency.</summary>
    public required Money Tax { get; init; }

    /// <summary>Where it stands, a code of <see cref="InvoiceStatuses"/> or another one.</summary>
    public string Status { get; init; } = InvoiceStatuses.Issued;

    /// <summary>What of a credit note goes to which invoices, 红字冲销: each once, amounts above 0 in its currency, together at most what it credits. Empty for an invoice.</summary>
    public ValueList<PaymentAllocation> Settles { get; init; }

    /// <summary>The number of the invoice that a credit note corrects, 红字对应的蓝字发票, whether or not it settles anything of it; null where it corrects none, and for an invoice.</summary>
    public string? Corrects { get; init; }

    /// <summary>How often something was posted to it, from 0: two postings at once change it both, so one of them conflicts and is done again.</summary>
    public long Postings { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The currency of its amounts.</summary>
    public Currency Currency => Net.Currency;

    /// <summary>Net and tax together: what is owed.</summary>
    public Money Gross => Net + Tax;

    /// <summary>Whether it is a credit note, 红字发票: its gross is negative.</summary>
    public bool IsCreditNote => Gross.MinorUnits < 0;

    /// <summary>Whether it is owed at all: neither a draft nor cancelled.</summary>
    public bool Counts => Status is not (InvoiceStatuses.Draft or InvoiceStatuses.Cancelled);

    /// <summary>A new invoice.</summary>
    /// <param name="key">Its number.</param>
    /// <param name="customer">Who owes.</param>
    /// <param name="issuedOn">The day of issue.</param>
    /// <param name="net">The amount before tax.</param>
    /// <param name="tax">The tax; none by default.</param>
    /// <exception cref="CrmException">CRM1002: the key is empty, too long, or has characters that cannot be kept. CRM1012: net and tax are in two currencies. CRM1011: out of range.</exception>
    public static Invoice Of(string key, CustomerId customer, LocalDate issuedOn, Money net, Money? tax = null)
    {
        var invoice = new Invoice
        {
            Id = InvoiceId.New(),
            Key = CanonicalText.Require(key, MaxKeyLength, "invoice.key"),
            Customer = customer,
            IssuedOn = issuedOn,
            Net = net,
            Tax = tax ?? Money.Zero(net.Currency),
        };
        invoice.Check();
        return invoice;
    }

    internal void Check()
    {
        const string Settled = "invoice.settles";
        Require.NotEmpty(Key, "invoice.key");
        Require.Code(Status, "invoice.status");
        Require.InOrder(IssuedOn, DueOn, "invoice.due-on");
        Require.That(Corrects is null || (Corrects.Length > 0 && Corrects != Key && IsCreditNote), "invoice.corrects", "only a credit note corrects an invoice, another one than itself");
        Require.InRange(Postings, 0, long.MaxValue, "invoice.postings");
        Money rest = -Gross; // refuses two currencies, and what is out of range
        var settled = new HashSet<string>(StringComparer.Ordinal);
        foreach (PaymentAllocation share in Settles)
        {
            Require.NotEmpty(share.Invoice, Settled);
            Require.That(share.Invoice != Key && settled.Add(share.Invoice), Settled, $"invoice '{share.Invoice}' stands twice or is the credit note itself");
            Require.That(share.Amount.MinorUnits > 0, Settled, $"{share.Amount} to invoice '{share.Invoice}' is not above 0");
            rest -= share.Amount;
        }

        Require.That(Settles.IsEmpty || rest.MinorUnits >= 0, Settled, $"the shares are more than what a credit note of {Gross} credits");
    }
}
