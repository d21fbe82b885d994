namespace Crm.Sdk.Loyalty;

/// <summary>What an upkeep of programmes could not do.</summary>
/// <param name="Record">The redemption or referral.</param>
/// <param name="Error">Why.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LoyaltyUpkeepFailure(RecordId Record, CrmException Error);
