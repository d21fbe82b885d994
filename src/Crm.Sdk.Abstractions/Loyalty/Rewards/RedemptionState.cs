namespace Crm.Sdk.Loyalty;

/// <summary>How a redemption stands. The numbers are stored.</summary>
public enum RedemptionState
{
    /// <summary>Points and stock are set aside, 已预留.</summary>
    Reserved = 1,

    /// <summary>The points were redeemed and the reward was given, 已兑换.</summary>
    Confirmed = 2,

    /// <summary>Points and stock were given back, 已取消.</summary>
    Cancelled = 3,

    /// <summary>The reservation ran out, and points and stock were given back, 已失效.</summary>
    RanOut = 4,
}
