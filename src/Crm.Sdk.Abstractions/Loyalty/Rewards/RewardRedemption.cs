using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A member's redemption of a reward, 奖励兑换 (LO-1): reserved, then confirmed or given back, and each only once.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record RewardRedemption
{
    /// <summary>The greatest length of a key, in UTF-16 units; the keys of its postings are longer.</summary>
    public const int MaxKeyLength = 150;

    /// <summary>The redemption's id; it follows from the key.</summary>
    public RewardRedemptionId Id => RewardRedemptionId.Of(Key);

    /// <summary>The key under which it was asked for, once for ever within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>The member.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The reward's code.</summary>
    public required string Reward { get; init; }

    /// <summary>What the reward is.</summary>
    public required RewardKind Kind { get; init; }

    /// <summary>The programme whose points it costs.</summary>
    public required string Programme { get; init; }

    /// <summary>The wallet whose points it costs.</summary>
    public required string Wallet { get; init; }

    /// <summary>How many points; above 0.</summary>
    public required long Points { get; init; }

    /// <summary>Of money off: what is taken off.</summary>
    public Money? Value { get; init; }

    /// <summary>Of money off: how many points were offered at most.</summary>
    public long? Offered { get; init; }

    /// <summary>Of money off: the total that something is taken off.</summary>
    public Money? Total { get; init; }

    /// <summary>Whether it takes one of a stock.</summary>
    public bool TakesStock { get; init; }

    /// <summary>What it is for, such as an order's number.</summary>
    public string? Reference { get; init; }

    /// <summary>How it stands.</summary>
    public required RedemptionState State { get; init; }

    /// <summary>When it was reserved, whole microseconds.</summary>
    public required Instant ReservedAt { get; init; }

    /// <summary>When the reservation runs out, whole microseconds.</summary>
    public required Instant Until { get; init; }

    /// <summary>When it was confirmed, whole microseconds; null where it was not.</summary>
    public Instant? ConfirmedAt { get; init; }

    /// <summary>When it was cancelled or ran out, whole microseconds; null where it did not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Why it was cancelled, in the actor's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The coupon that was made.</summary>
    public CouponId? Coupon { get; init; }

    /// <summary>The entitlement that was given.</summary>
    public EntitlementId? Entitlement { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The key of the posting that sets the points aside.</summary>
    public string HoldKey => $"reward/{Key}";

    /// <summary>The key of the posting that redeems them.</summary>
    public string CaptureKey => $"reward/{Key}/confirm";

    /// <summary>The key of the posting that gives them back.</summary>
    public string ReturnKey => $"reward/{Key}/cancel";

    internal void Check()
    {
        Require.NotEmpty(Key, "reward-redemption.key");
        Require.Code(Reward, "reward-redemption.reward");
        Require.That(Points > 0, "reward-redemption.points", "a redemption of nothing is none");
        Require.Defined((RedemptionState?)State, "reward-redemption.state");
        Require.Defined((RewardKind?)Kind, "reward-redemption.kind");
        Require.That(Value is null || (Total is { } total && Value.Value.MinorUnits > 0 && Value.Value <= total), "reward-redemption.value", $"{Value} does not go with the total {Total}");
        Require.That((State is RedemptionState.Cancelled or RedemptionState.RanOut) == EndedAt is not null, "reward-redemption.ended-at", $"{EndedAt} does not go with the state {State}");
    }
}
