using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Orders;

/// <summary>How orders are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class OrderModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Whose order it is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When it was placed.</summary>
    public static FieldId PlacedAt { get; } = "placed-at";

    /// <summary>Sale or return, the number of <see cref="OrderType"/>.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>Where it stands, the number of <see cref="OrderStatus"/>.</summary>
    public static FieldId Status { get; } = "status";

    /// <summary>The currency's code.</summary>
    public static FieldId Currency { get; } = "currency";

    /// <summary>The total before tax in minor units of the currency.</summary>
    public static FieldId Net { get; } = "net";

    /// <summary>The run that added the record, such as an import.</summary>
    public static FieldId Run { get; } = "run";

    /// <summary>By when delivery was promised.</summary>
    public static FieldId PromisedAt { get; } = "promised-at";

    /// <summary>When it was handed over.</summary>
    public static FieldId DeliveredAt { get; } = "delivered-at";

    /// <summary>The order of which this is a return.</summary>
    public static FieldId ReturnOf { get; } = "return-of";

    /// <summary>The kind <c>order</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Order>("order", static o => o.Id);
        kind.About(static o => o.Customer);
        FieldHandle<string?> key = kind.Text(Key, static o => o.Key, maxLength: Order.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static o => o.Customer, indexed: true);
        FieldHandle<Instant?> placedAt = kind.Instant(PlacedAt, static o => o.PlacedAt);
        FieldHandle<long?> type = kind.Int(Type, static o => (long)o.Type);
        FieldHandle<long?> status = kind.Int(Status, static o => (long)o.Status);
        FieldHandle<string?> currency = kind.Text(Currency, static o => o.Currency.Code, maxLength: 3);
        kind.Int(Net, static o => o.Net.MinorUnits); // stored for columns and reports; reading sums the lines again
        FieldHandle<string?> channel = kind.Text("channel", static o => o.Channel);
        FieldHandle<string?> region = kind.Text("region", static o => o.Region);
        PartHandle<OrderLine> lines = kind.Part<OrderLine>("line", static o => o.Lines, Line);
        FieldHandle<Instant?> createdAt = kind.Instant("created-at", static o => o.Origin?.At);
        FieldHandle<string?> createdBy = kind.Text("created-by", static o => o.Origin?.By.Value, maxLength: ActorId.MaxLength);
        FieldHandle<RecordId?> run = kind.Id(Run, static o => o.Origin?.Run);
        FieldHandle<Instant?> promisedAt = kind.Instant(PromisedAt, static o => o.PromisedAt);
        FieldHandle<Instant?> shippedAt = kind.Instant("shipped-at", static o => o.ShippedAt);
        FieldHandle<Instant?> deliveredAt = kind.Instant(DeliveredAt, static o => o.DeliveredAt);
        FieldHandle<Instant?> acceptedAt = kind.Instant("accepted-at", static o => o.AcceptedAt);
        FieldHandle<RecordId?> returnOf = kind.Id(ReturnOf, static o => o.ReturnOf); // found by the customer: an index would cost every order a page
        kind.StampedBy(static (o, origin) => o with { Origin = origin });
        kind.Unique("key", Key);
        return kind.ComposedBy(row =>
        {
            var money = Sdk.Currency.Parse(row.Need(currency));
            return new Order
            {
                Id = (OrderId)row.Id,
                Customer = (CustomerId)row.Need(customer),
                Key = row.Get(key),
                PlacedAt = row.Need(placedAt),
                Type = (OrderType)row.Need(type),
                Status = (OrderStatus)row.Need(status),
                Currency = money,
                Lines = row.Get(lines),
                Channel = row.Get(channel),
                Region = row.Get(region),
                PromisedAt = row.Get(promisedAt),
                ShippedAt = row.Get(shippedAt),
                DeliveredAt = row.Get(deliveredAt),
                AcceptedAt = row.Get(acceptedAt),
                ReturnOf = row.Get(returnOf) is { } returned ? (OrderId)returned : null,
                Origin = row.Get(createdAt) is { } at ? new Origin(at, row.Need(createdBy), row.Get(run)) : null,
            };
        });
    }

    private static Func<StoredRow, OrderLine> Line(PartBuilder<OrderLine> line)
    {
        FieldHandle<string?> product = line.Text("product", static l => l.Product);
        FieldHandle<long?> quantity = line.Int("quantity", static l => l.Quantity.Millionths);
        FieldHandle<long?> price = line.Int("price", static l => l.Price?.Millionths);
        FieldHandle<long?> discount = line.Int("discount", static l => l.Discount.MinorUnits);
        FieldHandle<long?> net = line.Int("net", static l => l.Net.MinorUnits);
        FieldHandle<long?> tax = line.Int("tax", static l => l.Tax.MinorUnits);
        FieldHandle<long?> cost = line.Int("cost", static l => l.Cost?.MinorUnits);
        FieldHandle<string?> currency = line.Text("currency", static l => l.Net.Currency.Code, maxLength: 3);
        FieldHandle<long?> originalLine = line.Int("original-line", static l => l.OriginalLine);
        return row =>
        {
            var money = Sdk.Currency.Parse(row.Need(currency));
            return new OrderLine
            {
                Product = row.Get(product),
                Quantity = new Quantity(row.Need(quantity)),
                Price = row.Get(price) is { } millionths ? UnitPrice.OfMillionths(millionths, money) : null,
                Discount = Money.OfMinor(row.Need(discount), money),
                Net = Money.OfMinor(row.Need(net), money),
                Tax = Money.OfMinor(row.Need(tax), money),
                Cost = row.Get(cost) is { } minor ? Money.OfMinor(minor, money) : null,
                OriginalLine = (int?)row.Get(originalLine),
            };
        };
    }
}
