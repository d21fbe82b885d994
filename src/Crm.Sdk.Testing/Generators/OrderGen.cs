using Crm.Sdk.Orders;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>Random orders for FsCheck: sales and returns with up to four lines, in currencies of zero, two and three digits. All of them can be stored.</summary>
/// <remarks>Thread-safe.</remarks>
public static class OrderGen
{
    private static readonly Gen<Currency> Currencies = Gen.Elements("CNY", "USD", "JPY", "KWD").Select(Currency.Parse);

    /// <summary>Orders with an id.</summary>
    /// <param name="id">The id; each order has one of its own when null.</param>
    /// <param name="customers">Whose they are; any customer when null.</param>
    /// <param name="keys">The external keys to choose from, null among them or not; no key when null.</param>
    /// <param name="placedAt">When they were placed; at the ends of time too when null.</param>
    public static Gen<Order> Any(OrderId? id = null, Gen<CustomerId>? customers = null, Gen<string?>? keys = null, Gen<Instant>? placedAt = null) =>
        from customer in customers ?? FieldValueGen.RecordIds.Select(static record => (CustomerId)record)
        from key in keys ?? Gen.Constant<string?>(null)
        from at in placedAt ?? FieldValueGen.InstantValues
        from type in Gen.Elements(Enum.GetValues<OrderType>())
        from status in Gen.Elements(Enum.GetValues<OrderStatus>())
        from currency in Currencies
        from lines in Gen.Choose(1, 4).SelectMany(count => Line(currency).ArrayOf(count))
        from channel in Optional.Text(Gen.Elements("shop", "门店"))
        from region in Optional.Text(TextGen.Canonical())
        from origin in CustomerGen.OriginOrNone
        select new Order
        {
            Id = id ?? OrderId.New(),
            Customer = customer,
            Key = key,
            PlacedAt = at,
            Type = type,
            Status = status,
            Currency = currency,
            Lines = lines.ToValueList(),
            Channel = channel,
            Region = region,
            Origin = origin,
        };

    private static Gen<OrderLine> Line(Currency currency) =>
        from product in Optional.Text(TextGen.Canonical())
        from quantity in Gen.Elements(1L, -3, 1_000_000, 2_500_000, 1_000_000_000_000)
        from price in Gen.Elements<long?>(null, 0, 1, 11_770_000, 99_999_999_999)
        from discount in Gen.Choose(0, 500)
        from net in Gen.Choose(-100_000, 10_000_000)
        from tax in Gen.Choose(0, 10_000)
        from cost in Gen.Elements<long?>(null, 0, 77_777)
        select new OrderLine
        {
            Product = product,
            Quantity = new Quantity(quantity),
            Price = price is { } millionths ? UnitPrice.OfMillionths(millionths, currency) : null,
            Discount = Money.OfMinor(discount, currency),
            Net = Money.OfMinor(net, currency),
            Tax = Money.OfMinor(tax, currency),
            Cost = cost is { } minor ? Money.OfMinor(minor, currency) : null,
        };
}
