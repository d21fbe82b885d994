namespace Crm.Sdk.Orders;

/// <summary>One line of an order: what, how many, and for how much.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record OrderLine
{
    /// <summary>The product's key, or null where the source names none.</summary>
    public string? Product { get; init; }

    /// <summary>How many; negative in a return.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The price of one before discount, or null where only the line's total is known.</summary>
    public UnitPrice? Price { get; init; }

    /// <summary>What was taken off the line, in the order's currency; 0 or more, in a return 0 or less.</summary>
    public required Money Discount { get; init; }

    /// <summary>The line's total after discount and before tax, rounded once to the minor unit.</summary>
    public required Money Net { get; init; }

    /// <summary>The tax on the line.</summary>
    public required Money Tax { get; init; }

    /// <summary>What the line's goods cost us, or null where unknown.</summary>
    public Money? Cost { get; init; }

    /// <summary>In a return, the place of the line of the original order that comes back, from 0; null in a sale and where it is not known.</summary>
    public int? OriginalLine { get; init; }

    /// <summary>A line of a quantity at a price.</summary>
    /// <param name="product">The product's key.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="discount">What is taken off the line; nothing by default.</param>
    /// <exception cref="CrmException">CRM1012: the discount is in another currency. CRM1011: out of range.</exception>
    public static OrderLine Of(string? product, Quantity quantity, UnitPrice price, Money? discount = null)
    {
        Money off = discount ?? Money.Zero(price.Currency);
        return new OrderLine
        {
            Product = product,
            Quantity = quantity,
            Price = price,
            Discount = off,
            Net = price.Times(quantity) - off,
            Tax = Money.Zero(price.Currency),
        };
    }

    /// <summary>A line of which only the total is known.</summary>
    public static OrderLine OfTotal(string? product, Quantity quantity, Money net) => new()
    {
        Product = product,
        Quantity = quantity,
        Discount = Money.Zero(net.Currency),
        Net = net,
        Tax = Money.Zero(net.Currency),
    };
}
