namespace Crm.Sdk.Loyalty;

/// <summary>How a referral stands. The numbers are stored.</summary>
public enum ReferralState
{
    /// <summary>The customer has bought nothing yet, 待首购.</summary>
    Claimed = 1,

    /// <summary>The customer bought; somebody has to look at it first, 待审核.</summary>
    Review = 2,

    /// <summary>The customer bought; the points are promised until the return period is over, 待生效.</summary>
    Pending = 3,

    /// <summary>The return period is over, 已奖励.</summary>
    Rewarded = 4,

    /// <summary>The purchase came back, and with it the points, 已撤回.</summary>
    Reversed = 5,

    /// <summary>There is no reward for it, 已拒绝.</summary>
    Rejected = 6,
}
