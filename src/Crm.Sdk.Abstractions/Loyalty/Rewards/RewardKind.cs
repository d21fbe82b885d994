namespace Crm.Sdk.Loyalty;

/// <summary>What a reward is. The numbers are stored.</summary>
public enum RewardKind
{
    /// <summary>Goods or a service, 礼品.</summary>
    Goods = 1,

    /// <summary>A coupon, which is made when the redemption is confirmed, 优惠券.</summary>
    Coupon = 2,

    /// <summary>Money off an order: points at a rate, 积分抵现.</summary>
    MoneyOff = 3,

    /// <summary>A privilege that can be used some times, 权益.</summary>
    Privilege = 4,
}
