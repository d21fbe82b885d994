namespace Crm.Sdk.Recommendation;

/// <summary>Products that are bought together far more often than chance would have it, 组合: an offer as a bundle.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Items">The items' keys, in ordinal order; two or more.</param>
/// <param name="Count">How many baskets hold them all.</param>
/// <param name="Lift">The share of baskets that hold them all over what it would be if the items were independent.</param>
public sealed record Bundle(ValueList<string> Items, int Count, double Lift);
