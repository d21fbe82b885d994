namespace Crm.Sdk.Import;

/// <summary>The columns of orders, one line a row: what import reads and export writes, in this order.</summary>
internal static class OrderColumns
{
    public const int Key = 0, Customer = 1, Date = 2, Product = 3, Quantity = 4, Price = 5, Discount = 6, Cost = 7, Amount = 8, Tax = 9, Currency = 10, Channel = 11, Region = 12, Status = 13, Type = 14;

    public static IReadOnlyList<string> Names { get; } =
        ["key", "customer", "date", "product", "quantity", "price", "discount", "cost", "amount", "tax", "currency", "channel", "region", "status", "type"];
}
