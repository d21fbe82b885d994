using System.Runtime.CompilerServices;
using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Receivables;

/// <summary>Reads what customers owe from their documents: invoices, credit notes, payments, write-offs, disputes (CR-6). No running total is kept anywhere.</summary>
/// <remarks>
/// A thread-safe singleton. What happened up to the as-of counts, by what is known now: an allocation counts from the later of its payment's receipt and its invoice's issue.
/// A payment goes to invoices of its own customer; what was merged into a customer counts as its own. Pages of different kinds are not one snapshot: to decide by a ledger, change
/// a record that other deciders change too.
/// </remarks>
public sealed class LedgerReader
{
    private const int PageSize = 1_000;

    private static readonly (KindModel Kind, FieldId Customer, Func<object, CustomerId> Of)[] Kinds =
    [
        (InvoiceModel.Kind, InvoiceModel.Customer, static invoice => ((Invoice)invoice).Customer),
        (PaymentModel.Kind, PaymentModel.Customer, static payment => ((Payment)payment).Customer),
        (WriteOffModel.Kind, WriteOffModel.Customer, static writeOff => ((WriteOff)writeOff).Customer),
        (ReceivableDisputeModel.Kind, ReceivableDisputeModel.Customer, static dispute => ((ReceivableDispute)dispute).Customer),
    ];

    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;
    private readonly CustomerIdentity _identity;

    /// <summary>Makes a reader.</summary>
    public LedgerReader(ICrmStore store, ModelCatalogue model)
    {
        _store = store;
        _queries = new QueryRunner(store, model);
        _identity = new CustomerIdentity(store, model);
    }

    /// <summary>What a customer owes; an empty ledger where it has no documents. Reads all its documents into memory.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer. One that was merged into another has an empty ledger: its documents are the other's.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="CrmException">CRM2161: the merges lead in a circle, which only damaged records do.</exception>
    public async Task<CustomerLedger> ReadAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        return await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false) == customer
            ? await ReadAsync(scope, await _identity.MembersAsync(scope, customer, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false)
            : new LedgerDocuments(customer, asOf).ToLedger();
    }

    /// <summary>What every customer with an invoice or a payment owes, in the order of their ids. The documents of one customer at a time are in memory, and the ids of merged customers.</summary>
    /// <inheritdoc cref="ReadAsync(CrmScope, CustomerId, AsOf, CancellationToken)"/>
    public async IAsyncEnumerable<CustomerLedger> ReadAllAsync(CrmScope scope, AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        LedgerStream[] streams = [.. Kinds.Select(kind => new LedgerStream(RecordsAsync(scope, kind.Kind, kind.Customer, kind.Of, null, cancellationToken), cancellationToken))];
        try
        {
            foreach (LedgerStream stream in streams)
            {
                await stream.MoveAsync().ConfigureAwait(false);
            }

            using IEnumerator<CustomerId> survivors = merged.Survivors.GetEnumerator();
            CustomerId? survivor = Next(survivors);
            while (Least(streams, survivor) is { } customer)
            {
                CustomerLedger ledger;
                if (customer == survivor)
                {
                    survivor = Next(survivors);
                    await TakeAsync(streams, customer, null).ConfigureAwait(false); // its documents lie under several customers
                    ledger = await ReadAsync(scope, [customer, .. merged.WithMembers([customer]).Where(member => member != customer)], asOf, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    var documents = new LedgerDocuments(customer, asOf);
                    await TakeAsync(streams, customer, merged.Contains(customer) ? null : documents).ConfigureAwait(false);
                    ledger = documents.ToLedger();
                }

                if (!ledger.Items.IsEmpty || !ledger.Payments.IsEmpty)
                {
                    yield return ledger;
                }
            }
        }
        finally
        {
            foreach (LedgerStream stream in streams)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>What the customer owes that a record of a customer counts for: itself, or the one that it was merged into.</summary>
    internal async Task<CustomerLedger> ReadOwnerAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        CustomerId owner = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(scope, await _identity.MembersAsync(scope, owner, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the first of some customers owes, the others having been merged into it: for callers who know them already.</summary>
    internal async Task<CustomerLedger> ReadAsync(CrmScope scope, IReadOnlyList<CustomerId> members, AsOf asOf, CancellationToken cancellationToken)
    {
        var documents = new LedgerDocuments(members[0], asOf);
        foreach ((KindModel kind, FieldId field, Func<object, CustomerId> of) in Kinds)
        {
            await foreach ((_, object document) in RecordsAsync(scope, kind, field, of, members, cancellationToken).ConfigureAwait(false))
            {
                documents.Add(document);
            }
        }

        return documents.ToLedger();
    }

    /// <summary>The records of some customers, or all ordered by customer.</summary>
    private async IAsyncEnumerable<(CustomerId Customer, object Document)> RecordsAsync(
        CrmScope scope, KindModel kind, FieldId field, Func<object, CustomerId> of, IReadOnlyList<CustomerId>? customers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, kind.Kind)
        {
            Where = customers is null ? Condition.Everything : Condition.IsIn(field, [.. customers.Select(static id => FieldValue.Of(id))]),
            Order = customers is null ? new RecordOrder(field) : null,
            Limit = PageSize,
        };
        await foreach (object document in _queries.AllAsync<object>(query, cancellationToken).ConfigureAwait(false))
        {
            yield return (of(document), document);
        }
    }

    /// <summary>Moves streams behind the records of a customer, which are added to its documents where there are any.</summary>
    private static async Task TakeAsync(LedgerStream[] streams, CustomerId customer, LedgerDocuments? documents)
    {
        foreach (LedgerStream stream in streams)
        {
            for (; stream.Customer == customer; await stream.MoveAsync().ConfigureAwait(false))
            {
                documents?.Add(stream.Document);
            }
        }
    }

    private static CustomerId? Next(IEnumerator<CustomerId> ids) => ids.MoveNext() ? ids.Current : null;

    private static CustomerId? Least(LedgerStream[] streams, CustomerId? least)
    {
        foreach (LedgerStream stream in streams)
        {
            if (stream.Customer is { } customer && (least is not { } so || customer < so))
            {
                least = customer;
            }
        }

        return least;
    }
}
