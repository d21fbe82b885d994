using Crm.Sdk.Billing;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Receivables;

/// <summary>Posts to invoices of one customer within a session, so that of two postings at once to one invoice one conflicts.</summary>
/// <remarks>
/// First the invoices are read in the session, then the ledger from what is committed: a posting that was committed before is in the ledger, one that is committed later changes the
/// version that the session has read. Every posting changes the invoice, by its counter. Not thread-safe.
/// </remarks>
internal sealed class InvoicePosting
{
    private static readonly AsOf Ever = AsOf.EndOf(new NodaTime.LocalDate(9998, 12, 31), NodaTime.DateTimeZone.Utc); // documents of later days are posted to as well

    private const int PageSize = 500;

    private readonly ICrmSession _session;
    private readonly Dictionary<string, (Invoice Invoice, OpenItem Item)> _taken;

    private InvoicePosting(ICrmSession session, CustomerLedger ledger, Dictionary<string, (Invoice Invoice, OpenItem Item)> taken)
    {
        _session = session;
        Ledger = ledger;
        _taken = taken;
    }

    /// <summary>What the customer owes, whatever its documents' days.</summary>
    public CustomerLedger Ledger { get; }

    /// <summary>The items that can be posted to.</summary>
    public IEnumerable<OpenItem> Items => Ledger.Items.Where(item => _taken.ContainsKey(item.Invoice.Key));

    /// <summary>Takes all items of a customer that are open on one side: what is owed (1), or what we owe (-1).</summary>
    public static async Task<InvoicePosting> OpenAsync(ICrmSession session, LedgerReader reader, CustomerId customer, int side, CancellationToken cancellationToken)
    {
        CustomerLedger ledger = await reader.ReadOwnerAsync(session.Scope, customer, Ever, cancellationToken).ConfigureAwait(false);
        OpenItem[] open = [.. ledger.Items.Where(item => Math.Sign(item.Open.MinorUnits) == side)];
        RecordId[] ids = [.. open.Select(static item => item.Invoice.Id.ToRecordId())];
        IReadOnlyList<Invoice?> invoices = await session.FindAsync<Invoice>(ids, cancellationToken).ConfigureAwait(false);

        // Invoices that are still as the ledger saw them had no posting since; otherwise the ledger is read again, behind the session's reading.
        return invoices.Zip(open).All(static pair => pair.First == pair.Second.Invoice)
            ? Of(session, ledger, invoices)
            : await TakeAsync(session, reader, customer, ids, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes invoices by their keys.</summary>
    /// <exception cref="CrmException">CRM6232: a key is unknown, or the invoice is another customer's, a draft or cancelled.</exception>
    public static async Task<InvoicePosting> OfKeysAsync(ICrmSession session, LedgerReader reader, CustomerId customer, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        InvoicePosting posting = await OfKnownAsync(session, reader, customer, keys, cancellationToken).ConfigureAwait(false);
        foreach (string key in keys)
        {
            _ = posting[key];
        }

        return posting;
    }

    /// <summary>Takes those invoices of some keys that can be posted to.</summary>
    public static async Task<InvoicePosting> OfKnownAsync(ICrmSession session, LedgerReader reader, CustomerId customer, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var ids = new List<RecordId>();
        foreach (string[] some in keys.Distinct(StringComparer.Ordinal).Chunk(PageSize))
        {
            var query = new CrmQuery<Invoice> { Where = Condition.IsIn(InvoiceModel.Key, [.. some.Select(static key => FieldValue.Of(key))]), Limit = PageSize }; // a key is one invoice's
            ids.AddRange((await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items.Select(static invoice => invoice.Id.ToRecordId()));
        }

        return await TakeAsync(session, reader, customer, ids, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The invoice with a key, as the session sees it, or null.</summary>
    public static async Task<Invoice?> FindAsync(ICrmSession session, string key, CancellationToken cancellationToken)
    {
        var where = Condition.Equal(InvoiceModel.Key, FieldValue.Of(CanonicalText.Require(key, Invoice.MaxKeyLength, "invoice.key")));
        CrmPage<Invoice> page = await session.QueryAsync(new CrmQuery<Invoice> { Where = where, Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return page.Items.Count > 0 ? page.Items[0] : null;
    }

    /// <summary>The open item of a key, or null where it cannot be posted to.</summary>
    public OpenItem? Find(string key) => _taken.TryGetValue(key, out (Invoice Invoice, OpenItem Item) taken) ? taken.Item : null;

    /// <summary>The open item of a key.</summary>
    /// <exception cref="CrmException">CRM6232: it cannot be posted to.</exception>
    public OpenItem this[string key] => Find(key)
        ?? throw new CrmException(BillingErrorCodes.CannotPost, $"Invoice '{key}' cannot be posted to: it is unknown or not committed, a draft, cancelled, or another customer's.");

    /// <summary>Counts a posting on an invoice and sets its status anew.</summary>
    /// <param name="key">The invoice's key.</param>
    /// <param name="open">What is open of it now.</param>
    public void Post(string key, Money open)
    {
        (Invoice invoice, OpenItem item) = _taken[key];
        if (invoice.Postings > item.Invoice.Postings)
        {
            throw new CrmException(BillingErrorCodes.PostedAlready, $"This session has posted to invoice '{key}' and not committed it; commit first, then post again.");
        }

        _session.Update(invoice with { Postings = invoice.Postings + 1, Status = StatusOf(invoice, open) });
    }

    /// <summary>The hint for lists; a status of the host's own stays.</summary>
    private static string StatusOf(Invoice invoice, Money open) => invoice.Status is InvoiceStatuses.Issued or InvoiceStatuses.PartlyPaid or InvoiceStatuses.Paid
        ? open.MinorUnits == 0 ? InvoiceStatuses.Paid : open == invoice.Gross ? InvoiceStatuses.Issued : InvoiceStatuses.PartlyPaid
        : invoice.Status;

    private static async Task<InvoicePosting> TakeAsync(ICrmSession session, LedgerReader reader, CustomerId customer, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        IReadOnlyList<Invoice?> invoices = await session.FindAsync<Invoice>(ids, cancellationToken).ConfigureAwait(false);
        return Of(session, await reader.ReadOwnerAsync(session.Scope, customer, Ever, cancellationToken).ConfigureAwait(false), invoices);
    }

    private static InvoicePosting Of(ICrmSession session, CustomerLedger ledger, IReadOnlyList<Invoice?> invoices)
    {
        Dictionary<InvoiceId, OpenItem> items = ledger.Items.ToDictionary(static item => item.Invoice.Id);
        var taken = new Dictionary<string, (Invoice, OpenItem)>(StringComparer.Ordinal);
        foreach (Invoice? invoice in invoices)
        {
            if (invoice is { Counts: true } && items.TryGetValue(invoice.Id, out OpenItem? item))
            {
                taken[invoice.Key] = (invoice, item);
            }
        }

        return new InvoicePosting(session, ledger, taken);
    }
}
