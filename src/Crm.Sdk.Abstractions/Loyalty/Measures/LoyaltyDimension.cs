namespace Crm.Sdk.Loyalty;

/// <summary>A dimension of loyalty with its share in the index.</summary>
/// <param name="Scale">What it is made of.</param>
/// <param name="Weight">Its share in the index, above 0 and at most 1.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyDimension(LoyaltyScale Scale, double Weight);
