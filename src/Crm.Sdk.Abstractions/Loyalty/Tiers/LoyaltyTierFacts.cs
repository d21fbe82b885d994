using Crm.Sdk.Classification;

namespace Crm.Sdk.Loyalty;

/// <summary>The fact that rules and segments can ask of tiers (LO-2).</summary>
/// <remarks>Thread-safe.</remarks>
public static class LoyaltyTierFacts
{
    /// <summary>The code of the member's tier by the last decision up to the instant, of whichever programme it is. Undefined where none was made: of customers that are no members, and of members that never left the lowest tier.</summary>
    public static Fact<Category> Tier { get; } = Fact.Custom<Category>("crm.loyalty-tier", Motion.WindowEdge);
}
