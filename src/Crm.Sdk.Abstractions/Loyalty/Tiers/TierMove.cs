namespace Crm.Sdk.Loyalty;

/// <summary>What a decision on a tier did. The numbers are stored.</summary>
public enum TierMove
{
    /// <summary>The member reached a higher tier, 升级.</summary>
    Up = 1,

    /// <summary>A review lowered the tier, 降级.</summary>
    Down = 2,

    /// <summary>A review left the tier as it was until its new end, 保级.</summary>
    Renewed = 3,

    /// <summary>The member was invited into a tier by hand, 邀请.</summary>
    Invited = 4,

    /// <summary>An invitation ended.</summary>
    InvitationEnded = 5,
}
