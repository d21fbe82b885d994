using Crm.Sdk.Orders;
using Crm.Sdk.Receivables;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Makes the lines of an exposure from documents, each document once.</summary>
internal static class ExposureLines
{
    /// <summary>How many lines of one type and currency are kept; the smallest of more are one line.</summary>
    private const int MaxLines = 200;

    /// <summary>The lines in the documents' own currencies.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="options">What counts.</param>
    /// <param name="checkedOrder">The order that is checked: its reservation is left out, since its amount comes in addition.</param>
    public static IEnumerable<(string Type, string Reference, Money Amount)> Of(CustomerDocuments documents, ExposureOptions options, OrderId? checkedOrder)
    {
        AsOf asOf = documents.Ledger.AsOf;
        foreach (OpenItem item in documents.Ledger.Items.Where(static item => !item.IsSettled))
        {
            yield return (CreditLineTypes.OpenItem, item.Invoice.Key, item.Open);
        }

        foreach (OpenItem item in documents.Ledger.Items.Where(item => !options.CountDisputed && item.Disputed.MinorUnits > 0))
        {
            yield return (CreditLineTypes.Disputed, item.Invoice.Key, -item.Disputed);
        }

        foreach (OpenPayment payment in documents.Ledger.Payments)
        {
            // A refund that was given to no credit note yet has gone out: it counts whatever the option says.
            if (payment.IsCleared && (payment.Unallocated.MinorUnits < 0 || (options.LessUnallocated && payment.Unallocated.MinorUnits > 0)))
            {
                yield return (CreditLineTypes.Unallocated, payment.Payment.Key, -payment.Unallocated);
            }
        }

        foreach (OpenPayment payment in documents.Ledger.Payments.Where(static payment => !payment.IsCleared && payment.Payment.Amount.MinorUnits > 0))
        {
            yield return (CreditLineTypes.Bill, payment.Payment.Key, payment.Payment.Amount);
        }

        LocalDate? horizon = options.HorizonDays is { } days ? asOf.Date.PlusDays(days) : null;
        foreach (CreditReservation reservation in documents.Reservations.Where(reservation => reservation.Order != checkedOrder))
        {
            Order? order = documents.Orders.GetValueOrDefault(reservation.Order);
            bool later = horizon is { } last && order?.PromisedAt is { } promised && asOf.DateOf(promised) > last;
            Money open = documents.OpenOf(reservation);
            if (open.MinorUnits > 0 && !later && order?.Status != OrderStatus.Cancelled)
            {
                yield return (CreditLineTypes.OpenOrder, order?.Key ?? reservation.Order.ToString(), open);
            }
        }
    }

    /// <summary>The lines in one currency, the greatest of each type and currency by themselves.</summary>
    public static async Task<ValueList<CreditLine>> ConvertAsync(IEnumerable<(string Type, string Reference, Money Amount)> lines, Currency currency, RateBook rates, CancellationToken cancellationToken)
    {
        var converted = new List<CreditLine>();
        foreach (IGrouping<(string Type, Currency Currency), (string Type, string Reference, Money Amount)> group in lines.GroupBy(static line => (line.Type, line.Amount.Currency)))
        {
            CreditLine? rest = null;
            foreach ((int at, (string type, string reference, Money amount)) in group
                .OrderByDescending(static line => Math.Abs(line.Amount.MinorUnits)).ThenBy(static line => line.Reference, StringComparer.Ordinal).Index())
            {
                var line = new CreditLine(type, reference, amount, await rates.ConvertAsync(amount, currency, cancellationToken).ConfigureAwait(false));
                if (at < MaxLines)
                {
                    converted.Add(line);
                }
                else
                {
                    rest = rest is null ? line with { Reference = null } : rest with { Documents = rest.Documents + 1, Original = rest.Original + amount, Amount = rest.Amount is { } sum ? sum + line.Amount!.Value : null };
                }
            }

            if (rest is not null)
            {
                converted.Add(rest);
            }
        }

        return converted.ToValueList();
    }
}
