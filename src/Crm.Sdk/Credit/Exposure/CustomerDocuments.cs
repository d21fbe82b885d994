using Crm.Sdk.Orders;
using Crm.Sdk.Receivables;

namespace Crm.Sdk.Credit;

/// <summary>What exposure is computed from: the ledger, and the reservations with their orders.</summary>
/// <remarks>Immutable once its orders are set.</remarks>
internal sealed class CustomerDocuments
{
    private readonly Dictionary<(OrderId Order, Currency Currency), Money> _invoiced = [];

    /// <param name="ledger">What is owed.</param>
    /// <param name="reservations">The reservations that stand.</param>
    public CustomerDocuments(CustomerLedger ledger, IReadOnlyList<CreditReservation> reservations)
    {
        Ledger = ledger;
        Reservations = reservations;
        foreach (OpenItem item in ledger.Items.Where(static item => !item.Invoice.IsCreditNote)) // what is credited of an order is not to be delivered again
        {
            if (item.Invoice.Order is { } order)
            {
                _invoiced[(order, item.Invoice.Currency)] = InvoicedOf(order, item.Invoice.Currency) + item.Invoice.Gross;
            }
        }
    }

    public CustomerLedger Ledger { get; }

    public IReadOnlyList<CreditReservation> Reservations { get; }

    /// <summary>The orders of the reservations of which something is open, as far as they are there.</summary>
    public IReadOnlyDictionary<OrderId, Order> Orders { get; set; } = new Dictionary<OrderId, Order>();

    /// <summary>What invoices, not credit notes, bill of an order in a currency.</summary>
    public Money InvoicedOf(OrderId order, Currency currency) => _invoiced.TryGetValue((order, currency), out Money sum) ? sum : Money.Zero(currency);

    /// <summary>What of a reservation is not invoiced; 0 or more.</summary>
    public Money OpenOf(CreditReservation reservation)
    {
        Money open = reservation.Amount - InvoicedOf(reservation.Order, reservation.Amount.Currency);
        return open.MinorUnits > 0 ? open : Money.Zero(open.Currency);
    }
}
