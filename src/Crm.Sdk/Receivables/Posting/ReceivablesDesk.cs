using Crm.Sdk.Billing;
using Crm.Sdk.Events;
using Crm.Sdk.Plugins;
using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>Posts to invoices (CR-6): allocates payments, credits, writes off, notes disputes, revokes payments. Nothing is given more than is open of it.</summary>
/// <remarks>
/// A thread-safe singleton; its methods read through the session and add to it, and only the commit writes. Two postings at once to one invoice conflict (CRM2032): the later one is done again
/// in a new session. A commit takes one posting an invoice (CRM6233).
/// </remarks>
public sealed class ReceivablesDesk
{
    private readonly LedgerReader _reader;
    private readonly StrategyBook _strategies;
    private readonly IClock _clock;

    /// <summary>Makes a desk.</summary>
    public ReceivablesDesk(LedgerReader reader, IExtensions extensions, IClock clock)
    {
        _reader = reader;
        _strategies = new StrategyBook(extensions);
        _clock = clock;
    }

    /// <summary>Allocates what is left of a payment by a strategy.</summary>
    /// <param name="session">The session, which has read or added the payment.</param>
    /// <param name="payment">The payment; of a refund, what we owe is paid: credit notes.</param>
    /// <param name="strategy">The strategy's name, of <see cref="AllocationStrategies"/> or a plugin's.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The payment as it will be written; the same where nothing was allocated.</returns>
    /// <exception cref="CrmException">CRM6230: no such strategy, or its answer is wrong. CRM6232: the payment is revoked. CRM6233: the session has posted to one of the invoices already.</exception>
    public async Task<Payment> AllocateAsync(ICrmSession session, Payment payment, string strategy, CancellationToken cancellationToken)
    {
        RequireStanding(session, payment);
        int side = Math.Sign(payment.Amount.MinorUnits);
        InvoicePosting posting = await InvoicePosting.OpenAsync(session, _reader, payment.Customer, side, cancellationToken).ConfigureAwait(false);
        AllocationTarget[] targets = [.. posting.Items
            .Where(item => item.Open.Currency == payment.Amount.Currency && Math.Sign(item.Open.MinorUnits) == side)
            .Select(item => new AllocationTarget(item.Invoice.Key, item.Invoice.IssuedOn, item.DueOn, side < 0 ? -item.Open : item.Open, item.Disputed))];
        Money available = side < 0 ? -payment.Unallocated : payment.Unallocated;
        if (targets.Length == 0 || available.MinorUnits == 0)
        {
            return payment;
        }

        IReadOnlyList<PaymentAllocation> shares = await _strategies.AllocateAsync(strategy, new AllocationRequest(available, payment.Reference, [.. targets]), cancellationToken).ConfigureAwait(false);
        return shares.Count == 0 ? payment : Give(session, posting, payment, side < 0 ? [.. shares.Select(static share => share with { Amount = -share.Amount })] : shares);
    }

    /// <summary>Allocates shares of a payment to invoices, as a person chose them; what an invoice has of the payment already grows.</summary>
    /// <param name="session">The session, which has read or added the payment.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="shares">The shares, with the payment's sign, each invoice once.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The payment as it will be written.</returns>
    /// <exception cref="CrmException">CRM6231: more than the payment has or an invoice takes. CRM6232: the payment is revoked, an invoice cannot be posted to, or its currency is another one.
    /// CRM6233: the session has posted to one of the invoices already.</exception>
    public async Task<Payment> AllocateAsync(ICrmSession session, Payment payment, IReadOnlyList<PaymentAllocation> shares, CancellationToken cancellationToken)
    {
        RequireStanding(session, payment);
        ArgumentNullException.ThrowIfNull(shares);
        InvoicePosting posting = await InvoicePosting.OfKeysAsync(session, _reader, payment.Customer, [.. shares.Select(static share => share.Invoice)], cancellationToken).ConfigureAwait(false);
        return Give(session, posting, payment, shares);
    }

    /// <summary>Takes back what a payment gave to an invoice, or to all of them.</summary>
    /// <param name="session">The session, which has read the payment.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="invoice">The invoice's key; all where null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The payment as it will be written.</returns>
    /// <exception cref="CrmException">CRM6232: the payment gives nothing to the invoice. CRM6233: the session has posted to one of the invoices already.</exception>
    public async Task<Payment> UnallocateAsync(ICrmSession session, Payment payment, string? invoice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(payment);
        PaymentAllocation[] taken = [.. payment.Allocations.Where(share => invoice is null || share.Invoice == invoice)];
        if (taken.Length == 0)
        {
            throw new CrmException(BillingErrorCodes.CannotPost, $"Payment '{payment.Key}' gives nothing to {(invoice is null ? "any invoice" : $"invoice '{invoice}'")}.");
        }

        await ReopenAsync(session, payment, taken, cancellationToken).ConfigureAwait(false);
        Payment after = payment with { Allocations = payment.Allocations.Except(taken).ToValueList() };
        session.Update(after);
        return after;
    }

    /// <summary>Revokes a payment, such as a cheque that bounced: from now on it counts for nothing, and its invoices are open again. Raises <c>payment.revoked/1</c>.</summary>
    /// <param name="session">The session, which has read the payment.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6232: it is revoked already. CRM6233: the session has posted to one of its invoices already.</exception>
    public async Task<Payment> RevokeAsync(ICrmSession session, Payment payment, CancellationToken cancellationToken)
    {
        RequireStanding(session, payment);
        await ReopenAsync(session, payment, [.. payment.Allocations], cancellationToken).ConfigureAwait(false);
        Payment after = payment with { RevokedAt = Instant.Max(_clock.GetCurrentInstant().FloorToMicrosecond(), payment.ReceivedAt) };
        session.Update(after);
        session.Raise(new CrmEvent("payment.revoked/1", payment.Customer, $$"""{"id":"{{payment.Id}}"}"""));
        return after;
    }

    private static Payment Give(ICrmSession session, InvoicePosting posting, Payment payment, IReadOnlyList<PaymentAllocation> shares)
    {
        int side = Math.Sign(payment.Amount.MinorUnits);
        Money left = payment.Unallocated;
        if (shares.Select(static share => share.Invoice).Distinct(StringComparer.Ordinal).Count() != shares.Count)
        {
            throw new CrmException(BillingErrorCodes.TooMuch, $"An invoice stands twice among the shares of payment '{payment.Key}'; add its shares up."); // each would be judged by what is open before both
        }

        Dictionary<string, PaymentAllocation> all = payment.Allocations.ToDictionary(static share => share.Invoice, StringComparer.Ordinal);
        foreach (PaymentAllocation share in shares)
        {
            OpenItem item = posting[share.Invoice];
            if (share.Amount.Currency != payment.Amount.Currency || item.Open.Currency != payment.Amount.Currency)
            {
                throw new CrmException(BillingErrorCodes.CannotPost, $"Invoice '{share.Invoice}' is in {item.Open.Currency}, payment '{payment.Key}' in {payment.Amount.Currency}: convert the payment at a stated rate first.");
            }

            long amount = side * share.Amount.MinorUnits;
            if (amount <= 0 || amount > side * item.Open.MinorUnits || amount > side * left.MinorUnits)
            {
                throw new CrmException(BillingErrorCodes.TooMuch, $"{share.Amount} of payment '{payment.Key}' cannot go to invoice '{share.Invoice}': {left} is left of the payment, {item.Open} is open of the invoice.");
            }

            left -= share.Amount;
            all[share.Invoice] = all.TryGetValue(share.Invoice, out PaymentAllocation? before) ? before with { Amount = before.Amount + share.Amount } : share;
            posting.Post(share.Invoice, item.Open - share.Amount);
        }

        Payment after = payment with { Allocations = all.Values.OrderBy(static share => share.Invoice, StringComparer.Ordinal).ToValueList() };
        session.Update(after);
        return after;
    }

    /// <summary>Counts a posting on the invoices that lose shares. Of invoices that are unknown or do not count, nothing was paid.</summary>
    private async Task ReopenAsync(ICrmSession session, Payment payment, PaymentAllocation[] shares, CancellationToken cancellationToken)
    {
        InvoicePosting posting = await InvoicePosting.OfKnownAsync(session, _reader, payment.Customer, [.. shares.Select(static share => share.Invoice)], cancellationToken).ConfigureAwait(false);
        foreach (PaymentAllocation share in shares)
        {
            if (posting.Find(share.Invoice) is { } item)
            {
                bool wasPaid = item.Open.Currency == share.Amount.Currency && payment.RevokedAt is null;
                posting.Post(share.Invoice, wasPaid ? item.Open + share.Amount : item.Open);
            }
        }
    }

    private static void RequireStanding(ICrmSession session, Payment payment)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(payment);
        if (payment.RevokedAt is { } revoked)
        {
            throw new CrmException(BillingErrorCodes.CannotPost, $"Payment '{payment.Key}' was revoked at {revoked}; it counts for nothing.");
        }
    }
}
