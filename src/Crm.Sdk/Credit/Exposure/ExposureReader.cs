using Crm.Sdk.Orders;
using Crm.Sdk.Receivables;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Reads what exposure is computed from, and computes it.</summary>
/// <remarks>
/// Thread-safe. Reservations are read before the ledger, and what is invoiced of an order is taken from that same ledger: an invoice that is issued meanwhile moves an amount from
/// the one to the other and loses nothing. All documents of a customer are in memory.
/// </remarks>
internal sealed class ExposureReader(ICrmStore store, ModelCatalogue model, LedgerReader ledgers)
{
    private const int PageSize = 1_000;

    private readonly QueryRunner _queries = new(store, model);

    public async Task<CustomerDocuments> ReadAsync(CrmScope scope, IReadOnlyList<CustomerId> members, AsOf asOf, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, CreditReservationModel.Kind.Kind)
        {
            Where = Condition.All(Condition.IsIn(CreditReservationModel.Customer, [.. members.Select(static id => FieldValue.Of(id))]), Condition.HasNo(CreditReservationModel.ClosedAt)),
            Limit = PageSize,
        };
        var reservations = new List<CreditReservation>();
        await foreach (CreditReservation reservation in _queries.AllAsync<CreditReservation>(query, cancellationToken).ConfigureAwait(false))
        {
            reservations.Add(reservation);
        }

        CustomerLedger ledger = await ledgers.ReadAsync(scope, members, asOf, cancellationToken).ConfigureAwait(false);
        var documents = new CustomerDocuments(ledger, reservations);
        var orders = new Dictionary<OrderId, Order>();
        foreach (RecordId[] some in reservations
            .Where(reservation => documents.OpenOf(reservation).MinorUnits > 0)
            .Select(static reservation => (RecordId)reservation.Order).Chunk(PageSize))
        {
            foreach (StoredRecord? record in await store.FindAsync(scope.Tenant, OrderModel.Kind.Kind, some, cancellationToken).ConfigureAwait(false))
            {
                if (record?.Entity is Order order)
                {
                    orders.Add(order.Id, order);
                }
            }
        }

        documents.Orders = orders;
        return documents;
    }

    /// <summary>The exposure by documents, in a currency.</summary>
    public static async Task<CreditExposure> ComputeAsync(
        CustomerDocuments documents, CreditAccount account, Currency currency, ExposureOptions options, OrderId? checkedOrder, RateBook rates, CancellationToken cancellationToken)
    {
        LocalDate day = documents.Ledger.AsOf.Date;
        var covers = new List<CreditCover>();
        foreach (CreditSecurity security in account.Securities.Where(security => security.HoldsOn(day)))
        {
            covers.Add(new CreditCover(
                security.Type, security.Reference, await rates.ConvertAsync(security.Amount, currency, cancellationToken).ConfigureAwait(false), security.ShareMillionths));
        }

        return new CreditExposure(
            currency,
            await ExposureLines.ConvertAsync(ExposureLines.Of(documents, options, checkedOrder), currency, rates, cancellationToken).ConfigureAwait(false),
            covers.ToValueList());
    }
}
