namespace Crm.Sdk.Recommendation;

/// <summary>A product that recommenders named and that is not offered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The product's key.</param>
/// <param name="Code">Why: <c>recommendation.left-out.owned</c>, <c>.returned</c>, <c>.not-sold</c> or <c>.out-of-stock</c>.</param>
public sealed record LeftOutProduct(string Product, string Code);
