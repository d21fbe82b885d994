using Crm.Sdk.Billing;
using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>Takes back from what customers owe, and notes what they contest (CR-6): credit notes, write-offs by two people, disputes. Nothing is given more than is open of it.</summary>
/// <inheritdoc cref="ReceivablesDesk" path="/remarks"/>
public sealed class InvoiceDesk
{
    private readonly LedgerReader _reader;

    /// <summary>Makes a desk.</summary>
    public InvoiceDesk(LedgerReader reader) => _reader = reader;

    /// <summary>Credits a part of an invoice or all of it. What is open of the invoice is settled; what was paid already stays open in the credit note, for a refund.</summary>
    /// <param name="session">The session.</param>
    /// <param name="invoice">The invoice's key.</param>
    /// <param name="key">The credit note's number.</param>
    /// <param name="day">The credit note's day of issue.</param>
    /// <param name="net">The amount before tax; above 0.</param>
    /// <param name="tax">The tax; 0 or more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The credit note, with negative amounts.</returns>
    /// <exception cref="CrmException">CRM6231: more than the invoice is of, with what was credited and written off before. CRM6232: the invoice cannot be posted to, is a credit note itself, or in
    /// another currency. CRM6233: the session has posted to it already.</exception>
    public async Task<Invoice> CreditAsync(ICrmSession session, string invoice, string key, LocalDate day, Money net, Money tax, CancellationToken cancellationToken)
    {
        (InvoicePosting posting, OpenItem item) = await TakeAsync(session, invoice, net, cancellationToken).ConfigureAwait(false);
        Money amount = net + tax;
        RequireWithin(net, item.Invoice.Gross, $"credit note '{key}'");
        RequireWithin(amount, item.Invoice.Gross - CreditedBefore(posting.Ledger, item.Invoice) - item.WrittenOff, $"credit note '{key}'");
        if (tax.MinorUnits < 0 || item.Invoice.IsCreditNote)
        {
            throw new CrmException(BillingErrorCodes.CannotPost, $"Credit note '{key}': a credit note goes to an invoice, and its tax is 0 or more.");
        }

        long settled = Math.Clamp(amount.MinorUnits, 0, Math.Max(0, item.Open.MinorUnits));
        Invoice note = Invoice.Of(key, item.Invoice.Customer, day, -net, -tax) with
        {
            Order = item.Invoice.Order,
            Corrects = item.Invoice.Key,
            Settles = settled == 0 ? [] : [new PaymentAllocation(item.Invoice.Key, Money.OfMinor(settled, amount.Currency))],
        };
        session.Add(note);
        posting.Post(item.Invoice.Key, item.Open - Money.OfMinor(settled, amount.Currency));
        return note;
    }

    /// <summary>Writes off a part of what is open of an invoice, or all of it.</summary>
    /// <param name="session">The session; its actor is one of the two people.</param>
    /// <param name="invoice">The invoice's key.</param>
    /// <param name="amount">How much; above 0, at most what is open.</param>
    /// <param name="day">From which day on it is not owed.</param>
    /// <param name="reason">Why, a code of <see cref="WriteOffReasons"/> or another one.</param>
    /// <param name="approvedBy">The second person.</param>
    /// <param name="note">More about it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6234: the second person is the actor. CRM6231: more than is open. CRM6232: the invoice cannot be posted to. CRM6233: the session has posted to it already.</exception>
    public async Task<WriteOff> WriteOffAsync(
        ICrmSession session, string invoice, Money amount, LocalDate day, string reason, ActorId approvedBy, string? note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (approvedBy == session.Scope.Actor)
        {
            throw new CrmException(BillingErrorCodes.NeedsSecondPerson, $"'{approvedBy}' writes off of invoice '{invoice}' and cannot agree to it; name another person.");
        }

        (InvoicePosting posting, OpenItem item) = await TakeAsync(session, invoice, amount, cancellationToken).ConfigureAwait(false);
        RequireWithin(amount, item.Open, "the write-off");
        WriteOff writeOff = WriteOff.Of(item.Invoice.Customer, item.Invoice.Key, amount, day, reason) with { ApprovedBy = approvedBy.ToString(), Note = note };
        session.Add(writeOff);
        posting.Post(item.Invoice.Key, item.Open - amount);
        return writeOff;
    }

    /// <summary>Takes a write-off back, such as where the money came after all; its history stays.</summary>
    /// <param name="session">The session, which has read the write-off.</param>
    /// <param name="writeOff">The write-off.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6233: the session has posted to the invoice already.</exception>
    public async Task ReinstateAsync(ICrmSession session, WriteOff writeOff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writeOff);
        InvoicePosting posting = await InvoicePosting.OfKnownAsync(session, _reader, writeOff.Customer, [writeOff.Invoice], cancellationToken).ConfigureAwait(false);
        if (posting.Find(writeOff.Invoice) is { } item && item.Open.Currency == writeOff.Amount.Currency)
        {
            posting.Post(writeOff.Invoice, item.Open + writeOff.Amount);
        }

        session.Remove(writeOff);
    }

    /// <summary>Notes that a customer contests an invoice.</summary>
    /// <param name="session">The session.</param>
    /// <param name="invoice">The invoice's key.</param>
    /// <param name="amount">How much of it; all that is open and not disputed yet where null.</param>
    /// <param name="reason">Why, a code of <see cref="DisputeReasons"/> or another one.</param>
    /// <param name="day">The day on which it was raised.</param>
    /// <param name="description">What the customer says.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6231: more than is open and not disputed. CRM6232: the invoice cannot be posted to. CRM6233: the session has posted to it already.</exception>
    public async Task<ReceivableDispute> DisputeAsync(ICrmSession session, string invoice, Money? amount, string reason, LocalDate day, string? description, CancellationToken cancellationToken)
    {
        (InvoicePosting posting, OpenItem item) = await TakeAsync(session, invoice, amount, cancellationToken).ConfigureAwait(false);
        Money free = item.Open - item.Disputed;
        RequireWithin(amount ?? free, free, "the dispute");
        ReceivableDispute dispute = ReceivableDispute.Of(item.Invoice.Customer, item.Invoice.Key, amount ?? free, reason, day) with { Description = description };
        session.Add(dispute);
        posting.Post(item.Invoice.Key, item.Open);
        return dispute;
    }

    /// <summary>Settles a dispute. Where the customer was right, credit the invoice too.</summary>
    /// <param name="session">The session, which has read the dispute.</param>
    /// <param name="dispute">The dispute.</param>
    /// <param name="outcome">How it ended, a code of <see cref="DisputeOutcomes"/> or another one.</param>
    /// <param name="day">From which day on it is settled.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6232: it is settled already. CRM6233: the session has posted to the invoice already. CRM1030: the day lies before the dispute.</exception>
    public async Task<ReceivableDispute> SettleAsync(ICrmSession session, ReceivableDispute dispute, string outcome, LocalDate day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(dispute);
        if (dispute.SettledOn is { } settled)
        {
            throw new CrmException(BillingErrorCodes.CannotPost, $"The dispute about invoice '{dispute.Invoice}' was settled on {settled:uuuu-MM-dd}.");
        }

        ReceivableDispute after = dispute with { SettledOn = day, Outcome = outcome };
        session.Update(after);
        InvoicePosting posting = await InvoicePosting.OfKnownAsync(session, _reader, dispute.Customer, [dispute.Invoice], cancellationToken).ConfigureAwait(false);
        if (posting.Find(dispute.Invoice) is { } item)
        {
            posting.Post(dispute.Invoice, item.Open);
        }

        return after;
    }

    private async Task<(InvoicePosting Posting, OpenItem Item)> TakeAsync(ICrmSession session, string key, Money? amount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        Invoice found = await InvoicePosting.FindAsync(session, key, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(BillingErrorCodes.CannotPost, $"There is no invoice '{key}'; an invoice is committed before it is posted to.");
        InvoicePosting posting = await InvoicePosting.OfKeysAsync(session, _reader, found.Customer, [found.Key], cancellationToken).ConfigureAwait(false);
        OpenItem item = posting[found.Key];
        return amount is not { } wanted || wanted.Currency == item.Open.Currency
            ? (posting, item)
            : throw new CrmException(BillingErrorCodes.CannotPost, $"Invoice '{key}' is in {item.Open.Currency}, not in {wanted.Currency}.");
    }

    /// <summary>What credit notes say of an invoice: all of those that correct it, of others what they give it.</summary>
    private static Money CreditedBefore(CustomerLedger ledger, Invoice invoice)
    {
        Money credited = Money.Zero(invoice.Currency);
        foreach (Invoice note in ledger.Items.Select(static item => item.Invoice).Where(note => note.IsCreditNote && note.Currency == invoice.Currency))
        {
            credited = note.Corrects == invoice.Key ? credited - note.Gross
                : note.Settles.Where(share => share.Invoice == invoice.Key).Aggregate(credited, static (sum, share) => sum + share.Amount);
        }

        return credited;
    }

    private static void RequireWithin(Money amount, Money most, string what)
    {
        if (amount.MinorUnits <= 0 || amount > most)
        {
            throw new CrmException(BillingErrorCodes.TooMuch, $"{amount} is no amount for {what}: it takes more than 0 and at most {most}.");
        }
    }
}
