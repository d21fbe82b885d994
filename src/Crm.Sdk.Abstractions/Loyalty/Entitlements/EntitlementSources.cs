namespace Crm.Sdk.Loyalty;

/// <summary>Where entitlements come from.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EntitlementSources
{
    /// <summary>The member's tier, 会员等级.</summary>
    public const string Tier = "tier";

    /// <summary>A reward that was redeemed, 兑换.</summary>
    public const string Reward = "reward";

    /// <summary>Somebody granted it, 人工.</summary>
    public const string Hand = "hand";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new("entitlement-source", new(Tier, "Tier", "会员等级"), new(Reward, "Reward", "兑换"), new(Hand, "By hand", "人工"));
}
