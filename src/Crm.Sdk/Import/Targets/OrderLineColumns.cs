namespace Crm.Sdk.Import;

/// <summary>The columns of order lines, one a row: what import reads and, but for the rate of discount, export writes, in this order.</summary>
internal static class OrderLineColumns
{
    public const int Order = 0, Product = 1, Quantity = 2, Price = 3, Discount = 4, Cost = 5, Amount = 6, Tax = 7, OriginalLine = 8, DiscountRate = 9;

    public static IReadOnlyList<string> Names { get; } = ["order", "product", "quantity", "price", "discount", "cost", "amount", "tax", "originalLine", "discountRate"];

    /// <summary>The columns that export writes.</summary>
    public static IReadOnlyList<string> Written { get; } = [.. Names.Take(DiscountRate)];

    /// <summary>Where the columns of a line stand.</summary>
    public static LineColumns Line { get; } = new(Product, Quantity, Price, Discount, DiscountRate, Cost, Amount, Tax, OriginalLine);
}
