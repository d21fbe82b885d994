namespace Crm.Sdk.Loyalty;

/// <summary>A line of an order as rules see it.</summary>
/// <param name="Index">Its place in the order, from 0.</param>
/// <param name="Product">The product's key; null where it is not known.</param>
/// <param name="Category">The product's category as a path; null where it is not known.</param>
/// <param name="Quantity">How many.</param>
/// <param name="List">The amount before discounts and tax.</param>
/// <param name="Net">The amount after discounts and before tax.</param>
/// <param name="Gross">The amount after discounts and with tax.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningLine(int Index, string? Product, string? Category, Quantity Quantity, Money List, Money Net, Money Gross)
{
    /// <summary>The amount that counts, in minor units.</summary>
    public long Amount(EarningBasis basis) => basis switch { EarningBasis.Net => Net.MinorUnits, EarningBasis.Gross => Gross.MinorUnits, _ => List.MinorUnits };

    /// <summary>Whether the line's product is in a category or one below it.</summary>
    public bool IsIn(string category) => Category is { } path && path.StartsWith(category, StringComparison.Ordinal) && (path.Length == category.Length || path[category.Length] == '/');
}
