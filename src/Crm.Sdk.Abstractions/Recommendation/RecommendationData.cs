using Crm.Sdk.Products;

namespace Crm.Sdk.Recommendation;

/// <summary>What recommenders learn from.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record RecommendationData
{
    /// <summary>The instant that the model is for. Nothing later is in the data.</summary>
    public required AsOf AsOf { get; init; }

    /// <summary>The baskets, each an order; what came back as a whole is not in them.</summary>
    public required BasketSet Baskets { get; init; }

    /// <summary>The products on record, by key.</summary>
    public IReadOnlyList<Product> Products { get; init; } = [];

    /// <summary>What products are to each other, by type and keys.</summary>
    public IReadOnlyList<ProductRelation> Relations { get; init; } = [];
}
