namespace Crm.Sdk.Loyalty;

/// <summary>How many members are in a tier.</summary>
/// <param name="Tier">The tier's code.</param>
/// <param name="Members">How many.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record TierCount(string Tier, long Members);
