using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>Reads what one customer bought, owns and gave back. Thread-safe. Memory: the customer's returns, and one entry a product and day.</summary>
internal sealed class PurchaseReader(BasketReader records, CustomerIdentity identity)
{
    /// <returns>The purchases, and the products that came back as a whole and are not owned.</returns>
    public async Task<(CustomerPurchases Purchases, IReadOnlySet<string> Returned, ValueList<LocalDate> OrderDays)> ReadAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await identity.MembersAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        Condition theirs = Condition.IsIn(OrderModel.Customer, [.. members.Select(static member => FieldValue.Of(member))]);
        List<Order> sales = [], returns = [];
        await foreach (Order order in records.AllAsync<Order>(scope, OrderModel.Kind, cancellationToken, theirs).ConfigureAwait(false))
        {
            if (order.PlacedAt <= asOf.Instant && order.Status != OrderStatus.Cancelled)
            {
                (order.Type == OrderType.Sale ? sales : returns).Add(order);
            }
        }

        var returned = ReturnedGoods.Of(returns);
        var days = new SortedDictionary<string, SortedDictionary<LocalDate, long>>(StringComparer.Ordinal);
        foreach (Order sale in sales)
        {
            foreach ((string product, long millionths) in returned.Kept(sale))
            {
                LocalDate day = asOf.DateOf(sale.PlacedAt);
                SortedDictionary<LocalDate, long> of = days.TryGetValue(product, out SortedDictionary<LocalDate, long>? known) ? known : days[product] = [];
                of[day] = of.GetValueOrDefault(day) + millionths;
            }
        }

        var owned = new SortedDictionary<string, LocalDate?>(StringComparer.Ordinal);
        Condition items = Condition.IsIn(OwnedItemModel.Customer, [.. members.Select(static member => FieldValue.Of(member))]);
        await foreach (OwnedItem item in records.AllAsync<OwnedItem>(scope, OwnedItemModel.Kind, cancellationToken, items).ConfigureAwait(false))
        {
            if (!(item.BoughtOn > asOf.Date))
            {
                owned[item.Product] = Earlier(owned.GetValueOrDefault(item.Product), item.BoughtOn);
            }
        }

        PurchasedProduct[] products = [.. days.Keys.Union(owned.Keys).Order(StringComparer.Ordinal).Select(product => Of(product, days.GetValueOrDefault(product) ?? [], owned))];
        HashSet<string> gone = new(
            returns.SelectMany(static order => order.Lines.Items).Select(static line => line.Product).OfType<string>().Where(product => !owned.ContainsKey(product) && !days.ContainsKey(product)), StringComparer.Ordinal);
        return (new CustomerPurchases(asOf.Date, ValueList.Create<PurchasedProduct>(products)), gone, sales.Select(sale => asOf.DateOf(sale.PlacedAt)).Distinct().Order().ToValueList());
    }

    private static PurchasedProduct Of(string product, SortedDictionary<LocalDate, long> days, SortedDictionary<string, LocalDate?> owned) => new(product)
    {
        Days = days.Keys.ToValueList(),
        Quantities = days.Values.Select(static millionths => new Quantity(millionths)).ToValueList(),
        IsOwned = owned.ContainsKey(product),
        Since = Earlier(days.Count > 0 ? days.Keys.First() : null, owned.GetValueOrDefault(product)),
    };

    private static LocalDate? Earlier(LocalDate? one, LocalDate? other) => one is null ? other : other is null || one < other ? one : other;
}
