using Crm.Sdk.Classification;

namespace Crm.Sdk.Recommendation;

/// <summary>A product that a model would offer to a customer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The product's key.</param>
/// <param name="Score">How firmly, 0 to 1.</param>
/// <param name="Reasons">Why: one at least, the strongest first.</param>
public sealed record Suggestion(string Product, double Score, ValueList<Reason> Reasons);
