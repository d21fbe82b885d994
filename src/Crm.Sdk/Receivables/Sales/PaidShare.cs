using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>What an invoice was paid on a day: by a transfer when it was received, by a bill or a cheque when it became money.</summary>
/// <param name="Item">The invoice.</param>
/// <param name="Amount">How much.</param>
/// <param name="PaidOn">The day.</param>
internal readonly record struct PaidShare(OpenItem Item, Money Amount, LocalDate PaidOn)
{
    /// <summary>How many days after the due day; 0 where it was in time: who pays early does not make up for who pays late.</summary>
    public int DaysLate => Math.Max(0, Period.DaysBetween(Item.DueOn, PaidOn));

    /// <summary>All shares that invoices got of money by the ledger's instant; refunds and promises are none.</summary>
    public static IEnumerable<PaidShare> Of(CustomerLedger ledger)
    {
        Dictionary<string, OpenItem> items = ledger.Items.ToDictionary(static item => item.Invoice.Key, StringComparer.Ordinal);
        return
            from payment in ledger.Payments
            where payment.IsCleared && payment.Payment.Amount.MinorUnits > 0
            from share in payment.Payment.Allocations
            let item = items.GetValueOrDefault(share.Invoice)
            where item is not null && item.Open.Currency == share.Amount.Currency && !item.Invoice.IsCreditNote
            let received = ledger.AsOf.DateOf(payment.Payment.ReceivedAt)
            select new PaidShare(item, share.Amount, payment.Payment.ClearsOn is { } clears && clears > received ? clears : received);
    }
}
