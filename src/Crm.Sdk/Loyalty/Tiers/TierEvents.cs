namespace Crm.Sdk.Loyalty;

/// <summary>The events of tiers.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class TierEvents
{
    /// <summary>A decision on a member's tier was made: {programme, number, move, reached, tier}.</summary>
    public const string Changed = "loyalty.tier-changed/1";
}
