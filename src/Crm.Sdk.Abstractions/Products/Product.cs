using Crm.Sdk.Customers;

namespace Crm.Sdk.Products;

/// <summary>A product or a service that is sold, 产品 (TX-1).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Product
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of a name, in UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The greatest length of a category's path, in UTF-16 units.</summary>
    public const int MaxCategoryLength = 256;

    /// <summary>The product's id.</summary>
    public required ProductId Id { get; init; }

    /// <summary>The key by which order lines, needs and owned items name the product; unique within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>The name as it is shown.</summary>
    public required string Name { get; init; }

    /// <summary>The category as a path from the widest to the narrowest, <c>tools/power/drills</c>.</summary>
    public string? Category { get; init; }

    /// <summary>The list price of one piece before tax; 0 or more.</summary>
    public UnitPrice? ListPrice { get; init; }

    /// <summary>What one piece costs us, in the currency of the list price; 0 or more.</summary>
    public UnitPrice? Cost { get; init; }

    /// <summary>The rate of tax on the net amount in millionths: 130,000 is 13 %. Null where it is not known, which is not 0.</summary>
    public long? TaxRateMillionths { get; init; }

    /// <summary>Whether it is still sold.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Custom attributes, each name once, by name.</summary>
    public ValueList<AttributeValue> Attributes { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new product.</summary>
    /// <param name="key">The key by which others name it.</param>
    /// <param name="name">The name.</param>
    /// <param name="listPrice">The list price of one piece, if there is one.</param>
    /// <exception cref="CrmException">CRM1002: key or name is empty, too long, or has characters that cannot be kept. CRM1030: the price is negative.</exception>
    public static Product Of(string key, string name, UnitPrice? listPrice = null)
    {
        var product = new Product
        {
            Id = ProductId.New(),
            Key = CanonicalText.Require(key, MaxKeyLength, "product.key"),
            Name = CanonicalText.Require(name, MaxNameLength, "product.name"),
            ListPrice = listPrice,
        };
        product.Check();
        return product;
    }

    /// <summary>Whether the product belongs to a category or to one below it: <c>tools/power/drills</c> is in <c>tools</c> and not in <c>too</c>.</summary>
    /// <param name="category">A path.</param>
    public bool IsIn(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        return Category is { } path && path.StartsWith(category, StringComparison.Ordinal) && (path.Length == category.Length || path[category.Length] == '/');
    }

    internal void Check()
    {
        Require.NotEmpty(Key, "product.key");
        Require.That(
            Category is null || Array.TrueForAll(Category.Split('/'), static step => step.Length > 0 && step.Trim() == step),
            "product.category",
            $"'{Category}' is no path; write steps divided by '/', none of them empty or with blanks at its ends");
        Require.That(ListPrice is not { Millionths: < 0 }, "product.list-price", "the price is negative; give 0 or more");
        Require.That(Cost is not { Millionths: < 0 }, "product.cost", "the cost is negative; give 0 or more");
        Require.InRange(TaxRateMillionths, 0, 1_000_000, "product.tax-rate");
        if (ListPrice is { } price && Cost is { } cost && price.Currency != cost.Currency)
        {
            throw new CrmException(ErrorCodes.CurrencyMismatch, $"product.cost: {cost} is in another currency than the list price, {price}; convert it at a stated rate and date first.");
        }
    }
}
