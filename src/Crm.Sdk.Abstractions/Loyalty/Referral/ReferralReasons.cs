namespace Crm.Sdk.Loyalty;

/// <summary>Why a referral went to a state.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ReferralReasons
{
    /// <summary>The code was claimed.</summary>
    public const string Claimed = "claimed";

    /// <summary>The first purchase is gone again, such as a cancelled order.</summary>
    public const string NoPurchase = "no-purchase";

    /// <summary>The first purchase was made.</summary>
    public const string Purchased = "purchased";

    /// <summary>The return period is over.</summary>
    public const string PeriodOver = "period-over";

    /// <summary>So much of the first purchase came back that too little stayed.</summary>
    public const string Refunded = "refunded";

    /// <summary>The first purchase is below the minimum.</summary>
    public const string BelowMinimum = "below-minimum";

    /// <summary>The first purchase is in another currency than the minimum.</summary>
    public const string OtherCurrency = "other-currency";

    /// <summary>The customer had bought before the claim.</summary>
    public const string NotNew = "not-new";

    /// <summary>Both turned out to be one customer.</summary>
    public const string SameCustomer = "same-customer";

    /// <summary>Another customer, who was merged with this one, was referred earlier.</summary>
    public const string EarlierClaim = "earlier-claim";

    /// <summary>Since the claim both have a contact point in common.</summary>
    public const string SameContactPoint = "same-contact-point";

    /// <summary>The referrer has many claims on that day.</summary>
    public const string ManyPerDay = "many-per-day";

    /// <summary>The referrer has many claims in that month.</summary>
    public const string ManyPerMonth = "many-per-month";

    /// <summary>Somebody let it pass.</summary>
    public const string Approved = "approved";

    /// <summary>Somebody rejected it.</summary>
    public const string RejectedByHand = "rejected-by-hand";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "referral-reason",
        new(Claimed, "Code claimed", "已使用推荐码"),
        new(NoPurchase, "The purchase was cancelled", "购买已取消"),
        new(Purchased, "First purchase", "首次购买"),
        new(PeriodOver, "Return period over", "退货期已过"),
        new(Refunded, "Purchase came back", "已退货"),
        new(BelowMinimum, "Purchase below the minimum", "购买金额低于最低要求"),
        new(OtherCurrency, "Purchase in another currency than the minimum", "购买币种与最低要求不同"),
        new(NotNew, "Bought before the claim", "使用推荐码前已购买"),
        new(SameCustomer, "Both are one customer", "双方为同一客户"),
        new(EarlierClaim, "Referred earlier as another customer", "合并前的客户已被推荐"),
        new(SameContactPoint, "Both have a contact point in common", "双方有相同的联系方式"),
        new(ManyPerDay, "Many claims on one day", "同日推荐过多"),
        new(ManyPerMonth, "Many claims in one month", "同月推荐过多"),
        new(Approved, "Let pass", "审核通过"),
        new(RejectedByHand, "Rejected", "审核拒绝"));
}
