using Crm.Sdk.Billing;
using Crm.Sdk.Receivables;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>Reads the open invoices of a card: those that are due first, in bounded memory. What is open their documents say, by the rules of the ledger.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CardInvoices(ICrmStore store, ModelCatalogue model, CardLimits limits)
{
    private const int PageSize = 500;

    private static readonly Condition Counting = Condition.Not(Condition.IsIn(InvoiceModel.Status, FieldValue.Of(InvoiceStatuses.Draft), FieldValue.Of(InvoiceStatuses.Cancelled)));

    private static readonly Condition Unpaid = Condition.All(Counting, Condition.Not(Condition.Equal(InvoiceModel.Status, FieldValue.Of(InvoiceStatuses.Paid))));

    private readonly OrderedPages _pages = new(store, model);
    private readonly QueryRunner _queries = new(store, model);

    /// <summary>The first ones. Invoices whose status says that they are paid are passed over, unless something was posted to them after the card's instant: they may have been open then.</summary>
    public async Task<ValueList<OpenInvoice>> ReadAsync(CardCall call, CancellationToken cancellationToken)
    {
        var open = new List<OpenInvoice>();
        HashSet<string> later = await PostedLaterAsync(call, cancellationToken).ConfigureAwait(false);
        StoreQuery? query = call.Query(InvoiceModel.Kind, InvoiceModel.Customer, Condition.Is(InvoiceModel.IssuedOn, Comparison.LessOrEqual, FieldValue.Of(call.AsOf.Date)), later.Count > 0 ? Counting : Unpaid) with
        {
            Order = new RecordOrder(InvoiceModel.DueOn),
            Limit = PageSize,
        };
        while (query is not null && open.Count < limits.Others)
        {
            RecordPage page = await _pages.PageAsync(query, cancellationToken).ConfigureAwait(false);
            Invoice[] invoices = [.. page.Records.Select(static record => (Invoice)record.Entity).Where(invoice => invoice.Status != InvoiceStatuses.Paid || later.Contains(invoice.Key))];
            if (invoices.Length > 0)
            {
                open.AddRange(await OpenAsync(call, invoices, cancellationToken).ConfigureAwait(false));
            }

            query = page.Next is null ? null : query with { After = page.Next }; // a status may lag behind the payments, so the first ones may all be settled
        }

        return open.Take(limits.Others).OrderBy(static one => one.Invoice.DueOn ?? one.Invoice.IssuedOn).ThenBy(static one => one.Invoice.Id).ToValueList();
    }

    /// <summary>The keys of invoices to which a payment, a credit note or a write-off of a later time than the card's was posted.</summary>
    private async Task<HashSet<string>> PostedLaterAsync(CardCall call, CancellationToken cancellationToken)
    {
        FieldValue day = FieldValue.Of(call.AsOf.Date);
        var later = new HashSet<string>(StringComparer.Ordinal);
        await TakeAsync<Payment>(PaymentModel.Kind, PaymentModel.Customer, Condition.Not(CardLists.Before(PaymentModel.ReceivedAt, call.AsOf)), static payment => payment.Allocations.Select(static share => share.Invoice)).ConfigureAwait(false);
        Condition notes = Condition.All(Condition.Is(InvoiceModel.Gross, Comparison.Less, FieldValue.Of(0L)), Condition.Is(InvoiceModel.IssuedOn, Comparison.Greater, day));
        await TakeAsync<Invoice>(InvoiceModel.Kind, InvoiceModel.Customer, notes, static note => note.Settles.Select(static share => share.Invoice)).ConfigureAwait(false);
        await TakeAsync<WriteOff>(WriteOffModel.Kind, WriteOffModel.Customer, Condition.Is(WriteOffModel.Day, Comparison.Greater, day), static writeOff => [writeOff.Invoice]).ConfigureAwait(false);
        return later;

        async Task TakeAsync<T>(KindModel kind, FieldId customer, Condition and, Func<T, IEnumerable<string>> named)
            where T : class
        {
            await foreach (T document in _queries.AllAsync<T>(call.Query(kind, customer, and) with { Limit = PageSize }, cancellationToken).ConfigureAwait(false))
            {
                later.UnionWith(named(document));
            }
        }
    }

    /// <summary>Those of some invoices of which something is open.</summary>
    private async Task<IEnumerable<OpenInvoice>> OpenAsync(CardCall call, Invoice[] invoices, CancellationToken cancellationToken)
    {
        HashSet<string> keys = [.. invoices.Select(static invoice => invoice.Key)];
        HashSet<string> settled = [.. invoices.SelectMany(static note => note.Settles).Select(static share => share.Invoice).Where(key => !keys.Contains(key))];
        var documents = new LedgerDocuments(call.Members[0], call.AsOf);
        foreach (Invoice invoice in invoices)
        {
            documents.Add(invoice);
        }

        foreach (string[] some in settled.Chunk(PageSize))
        {
            await TakeAsync<Invoice>(InvoiceModel.Kind, InvoiceModel.Customer, Condition.IsIn(InvoiceModel.Key, [.. some.Select(static key => FieldValue.Of(key))]), static _ => true).ConfigureAwait(false);
        }

        await TakeAsync<Invoice>(
            InvoiceModel.Kind,
            InvoiceModel.Customer,
            Condition.Is(InvoiceModel.Gross, Comparison.Less, FieldValue.Of(0L)),
            note => !keys.Contains(note.Key) && !settled.Contains(note.Key) && IsNamed(note.Settles)).ConfigureAwait(false);
        await TakeAsync<Payment>(PaymentModel.Kind, PaymentModel.Customer, CardLists.Before(PaymentModel.ReceivedAt, call.AsOf), payment => IsNamed(payment.Allocations)).ConfigureAwait(false);
        await TakeAsync<WriteOff>(WriteOffModel.Kind, WriteOffModel.Customer, Condition.Everything, writeOff => keys.Contains(writeOff.Invoice)).ConfigureAwait(false);
        return documents.ToLedger().Items
            .Where(item => !item.IsSettled && keys.Contains(item.Invoice.Key))
            .Select(item => new OpenInvoice(item.Invoice, item.Open, item.DueOn < call.AsOf.Date));

        bool IsNamed(ValueList<PaymentAllocation> shares) => shares.Any(share => keys.Contains(share.Invoice));

        async Task TakeAsync<T>(KindModel kind, FieldId customer, Condition and, Func<T, bool> matters)
            where T : class
        {
            await foreach (T document in _queries.AllAsync<T>(call.Query(kind, customer, and) with { Limit = PageSize }, cancellationToken).ConfigureAwait(false))
            {
                if (matters(document))
                {
                    documents.Add(document);
                }
            }
        }
    }
}
