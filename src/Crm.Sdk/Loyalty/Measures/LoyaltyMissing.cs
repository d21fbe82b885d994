using Crm.Sdk.Classification;

namespace Crm.Sdk.Loyalty;

/// <summary>An indicator of the index of which nothing is known.</summary>
/// <param name="Indicator">Which one.</param>
/// <param name="Weight">Its share in the index.</param>
/// <param name="Reason">Why.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyMissing(string Indicator, double Weight, Reason Reason);
