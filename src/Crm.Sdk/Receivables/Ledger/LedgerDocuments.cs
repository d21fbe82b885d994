using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>The documents of one customer, from which its ledger is computed.</summary>
/// <remarks>Not thread-safe; for one customer at a time.</remarks>
internal sealed class LedgerDocuments(CustomerId customer, AsOf asOf)
{
    private readonly List<Invoice> _invoices = [];
    private readonly List<Payment> _payments = [];
    private readonly List<WriteOff> _writeOffs = [];
    private readonly List<ReceivableDispute> _disputes = [];

    /// <summary>Takes a document in, unless it does not count yet or any more.</summary>
    public void Add(object document)
    {
        switch (document)
        {
            case Invoice invoice when invoice.Counts && invoice.IssuedOn <= asOf.Date:
                _invoices.Add(invoice);
                break;
            case Payment payment when payment.CountsAt(asOf.Instant):
                _payments.Add(payment);
                break;
            case WriteOff writeOff when writeOff.Day <= asOf.Date:
                _writeOffs.Add(writeOff);
                break;
            case ReceivableDispute dispute when dispute.IsOpenOn(asOf.Date):
                _disputes.Add(dispute);
                break;
            default:
                break;
        }
    }

    public CustomerLedger ToLedger()
    {
        Invoice[] invoices = [.. _invoices.OrderBy(static invoice => invoice.IssuedOn).ThenBy(static invoice => invoice.Key, StringComparer.Ordinal)];
        var items = new Dictionary<string, Sums>(invoices.Length, StringComparer.Ordinal);
        foreach (Invoice invoice in invoices)
        {
            items.Add(invoice.Key, new Sums(invoice));
        }

        foreach (Invoice note in invoices)
        {
            foreach (PaymentAllocation share in note.Settles)
            {
                if (Find(items, share) is { } settled)
                {
                    settled.Credited += share.Amount;
                    items[note.Key].Credited -= share.Amount;
                }
            }
        }

        ValueList<OpenPayment> payments = _payments
            .OrderBy(static payment => payment.ReceivedAt).ThenBy(static payment => payment.Key, StringComparer.Ordinal)
            .Select(payment => new OpenPayment(payment, Allocate(items, payment), payment.IsClearedOn(asOf.Date)))
            .ToValueList();
        foreach (WriteOff writeOff in _writeOffs)
        {
            if (Find(items, new PaymentAllocation(writeOff.Invoice, writeOff.Amount)) is { } given)
            {
                given.WrittenOff += writeOff.Amount;
            }
        }

        foreach (ReceivableDispute dispute in _disputes)
        {
            if (Find(items, new PaymentAllocation(dispute.Invoice, dispute.Amount)) is { } contested)
            {
                contested.Disputed += dispute.Amount;
            }
        }

        return new CustomerLedger(customer, asOf, invoices.Select(invoice => items[invoice.Key].ToItem()).ToValueList(), payments);
    }

    /// <summary>Gives items what a payment gives them.</summary>
    /// <returns>What is left of it.</returns>
    private static Money Allocate(Dictionary<string, Sums> items, Payment payment)
    {
        Money left = payment.Amount;
        foreach (PaymentAllocation share in payment.Allocations)
        {
            if (Find(items, share) is { } paid)
            {
                paid.Paid += share.Amount;
                left -= share.Amount;
            }
        }

        return left;
    }

    private static Sums? Find(Dictionary<string, Sums> items, PaymentAllocation share) =>
        items.TryGetValue(share.Invoice, out Sums? found) && found.Currency == share.Amount.Currency ? found : null;

    private sealed class Sums(Invoice invoice)
    {
        public Currency Currency => invoice.Currency;

        public Money Paid { get; set; } = Money.Zero(invoice.Currency);

        public Money Credited { get; set; } = Money.Zero(invoice.Currency);

        public Money WrittenOff { get; set; } = Money.Zero(invoice.Currency);

        public Money Disputed { get; set; } = Money.Zero(invoice.Currency);

        public OpenItem ToItem()
        {
            Money open = invoice.Gross - Paid - Credited - WrittenOff;
            return new OpenItem(invoice, Paid, Credited, WrittenOff, Money.OfMinor(Math.Clamp(Disputed.MinorUnits, 0, Math.Max(0, open.MinorUnits)), Currency), open);
        }
    }
}
