namespace Crm.Sdk.Loyalty;

/// <summary>The stable codes of errors about rewards, coupons and entitlements. One section each in <c>docs/errors.md</c>.</summary>
public static class RewardErrorCodes
{
    /// <summary>There is no such reward, or its definition does not hold.</summary>
    public const string BadReward = "CRM6440";

    /// <summary>The reward is not given: its period, the member's tier or the member's limit does not allow it.</summary>
    public const string NotOffered = "CRM6441";

    /// <summary>Nothing of the reward is left.</summary>
    public const string OutOfStock = "CRM6442";

    /// <summary>The key was used before for something else.</summary>
    public const string KeyTaken = "CRM6443";

    /// <summary>There is no redemption of that key, or it is in a state that does not allow the step.</summary>
    public const string RedemptionClosed = "CRM6444";

    /// <summary>There is no coupon of that code.</summary>
    public const string UnknownCoupon = "CRM6445";

    /// <summary>The coupon cannot be used: not yet, no more, not for that order or not by that customer.</summary>
    public const string CouponRefused = "CRM6446";

    /// <summary>The member has no use of the privilege left at that instant.</summary>
    public const string NoEntitlement = "CRM6447";

    /// <summary>What was given is used, so that it cannot be taken back.</summary>
    public const string AlreadyUsed = "CRM6448";
}
