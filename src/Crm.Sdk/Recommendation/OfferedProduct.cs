using Crm.Sdk.Classification;

namespace Crm.Sdk.Recommendation;

/// <summary>A product to offer to a customer, with why.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The product's key.</param>
/// <param name="Score">How firmly, 0 to 1: of several recommenders that name it, <c>1 − Π(1 − score)</c>.</param>
/// <param name="Reasons">Why, the firmest recommender's first.</param>
public sealed record OfferedProduct(string Product, double Score, ValueList<Reason> Reasons);
