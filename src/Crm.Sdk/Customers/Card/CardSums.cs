using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>Sums what a customer bought and what was invested in it by streaming columns: a few counters, however much there is.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CardSums(ICrmStore store)
{
    private static readonly FieldId[] OrderFields = [OrderModel.PlacedAt, OrderModel.Type, OrderModel.Status, OrderModel.Currency, OrderModel.Net];
    private static readonly FieldType[] OrderTypes = [FieldType.Instant, FieldType.Int, FieldType.Int, FieldType.Text, FieldType.Int];
    private static readonly FieldId[] InvestmentFields = [InvestmentModel.Type, InvestmentModel.Currency, InvestmentModel.Amount];
    private static readonly FieldType[] InvestmentTypes = [FieldType.Text, FieldType.Text, FieldType.Int];

    public async Task<OrderSummary> OrdersAsync(CardCall call, CancellationToken cancellationToken)
    {
        (long orders, long returns, long first, long last) = (0, 0, long.MaxValue, long.MinValue);
        var totals = new SortedDictionary<string, (Int128 Net, Int128 Returned)>(StringComparer.Ordinal);
        StoreQuery query = call.Query(OrderModel.Kind, OrderModel.Customer, Condition.Is(OrderModel.PlacedAt, Comparison.LessOrEqual, FieldValue.Of(call.AsOf.Instant)));
        await ColumnScan.RunAsync(store, query, OrderModel.Kind, OrderFields, OrderTypes, Add, cancellationToken).ConfigureAwait(false);
        return new OrderSummary(
            orders,
            returns,
            orders == 0 ? null : FieldValue.OfMicroseconds(first).AsInstant(),
            orders == 0 ? null : FieldValue.OfMicroseconds(last).AsInstant(),
            totals.Select(static total => new OrderTotal(ToMoney(total.Value.Net, total.Key), ToMoney(total.Value.Returned, total.Key))).ToValueList());

        ValueTask Add(ColumnBatch batch, CancellationToken stop)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                if ((OrderStatus)batch.Numbers(2)[row] == OrderStatus.Cancelled)
                {
                    continue;
                }

                string currency = batch.Texts(3)[row]!;
                (Int128 net, Int128 returned) = totals.GetValueOrDefault(currency);
                long amount = batch.Numbers(4)[row];
                if ((OrderType)batch.Numbers(1)[row] == OrderType.Return)
                {
                    returns++;
                    returned -= amount;
                }
                else
                {
                    orders++;
                    first = Math.Min(first, batch.Numbers(0)[row]);
                    last = Math.Max(last, batch.Numbers(0)[row]);
                }

                totals[currency] = (net + amount, returned);
            }

            return ValueTask.CompletedTask;
        }
    }

    public async Task<ValueList<InvestedTotal>> InvestedAsync(CardCall call, CancellationToken cancellationToken)
    {
        var totals = new SortedDictionary<(string Type, string Currency), (long Count, Int128 Amount)>();
        StoreQuery query = call.Query(InvestmentModel.Kind, InvestmentModel.Customer, Condition.Is(InvestmentModel.At, Comparison.LessOrEqual, FieldValue.Of(call.AsOf.Instant)));
        await ColumnScan.RunAsync(store, query, InvestmentModel.Kind, InvestmentFields, InvestmentTypes, Add, cancellationToken).ConfigureAwait(false);
        return totals.Select(static total => new InvestedTotal(total.Key.Type, total.Value.Count, ToMoney(total.Value.Amount, total.Key.Currency))).ToValueList();

        ValueTask Add(ColumnBatch batch, CancellationToken stop)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                (string, string) key = (batch.Texts(0)[row]!, batch.Texts(1)[row]!);
                (long count, Int128 amount) = totals.GetValueOrDefault(key);
                totals[key] = (count + 1, amount + batch.Numbers(2)[row]);
            }

            return ValueTask.CompletedTask;
        }
    }

    private static Money ToMoney(Int128 minor, string currency) => minor >= long.MinValue && minor <= long.MaxValue
        ? Money.OfMinor((long)minor, Currency.Parse(currency))
        : throw new CrmException(ErrorCodes.BadAmount, $"The sum in {currency} is out of the range of amounts of money.");
}
