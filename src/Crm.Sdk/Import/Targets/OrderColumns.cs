namespace Crm.Sdk.Import;

/// <summary>The columns of orders, one line a row: what import reads and, but for the rate of discount, export writes, in this order.</summary>
internal static class OrderColumns
{
    public const int Key = 0, Customer = 1, Date = 2, Product = 3, Quantity = 4, Price = 5, Discount = 6, Cost = 7, Amount = 8, Tax = 9, Currency = 10, Channel = 11, Region = 12, Status = 13, Type = 14,
        Promised = 15, Shipped = 16, Delivered = 17, Accepted = 18, ReturnOf = 19, OriginalLine = 20, Lines = 21, DiscountRate = 22;

    public static IReadOnlyList<string> Names { get; } =
    [
        "key", "customer", "date", "product", "quantity", "price", "discount", "cost", "amount", "tax", "currency", "channel", "region", "status", "type",
        "promised", "shipped", "delivered", "accepted", "returnOf", "originalLine", "lines", "discountRate",
    ];

    /// <summary>The columns that export writes: a line's discount is an amount by then.</summary>
    public static IReadOnlyList<string> Written { get; } = [.. Names.Take(DiscountRate)];

    /// <summary>Where the columns of a line stand.</summary>
    public static LineColumns Line { get; } = new(Product, Quantity, Price, Discount, DiscountRate, Cost, Amount, Tax, OriginalLine);
}
