namespace Crm.Sdk.Loyalty;

/// <summary>What a member is about to lose.</summary>
public enum LoyaltyNoticeType
{
    /// <summary>Points lapse, 积分即将过期.</summary>
    PointsLapse = 0,

    /// <summary>The tier is lost, 等级即将下降.</summary>
    TierEnds = 1,
}
