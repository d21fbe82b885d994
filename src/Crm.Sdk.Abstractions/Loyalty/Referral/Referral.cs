using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>That a member referred a customer, 推荐 (LO-2): claimed once for ever, rewarded for the first purchase once its return period is over, taken back where it comes back.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Referral
{
    /// <summary>The referral's id; it follows from the programme and the referred customer, so that a customer is referred once.</summary>
    public ReferralId Id => ReferralId.Of(Programme, Referred);

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>Who referred.</summary>
    public required CustomerId Referrer { get; init; }

    /// <summary>Who was referred.</summary>
    public required CustomerId Referred { get; init; }

    /// <summary>The code that was claimed.</summary>
    public required string Code { get; init; }

    /// <summary>When it was claimed, whole microseconds.</summary>
    public required Instant ClaimedAt { get; init; }

    /// <summary>The terms of the claim.</summary>
    public required ReferralTerms Terms { get; init; }

    /// <summary>How it stands.</summary>
    public required ReferralState State { get; init; }

    /// <summary>Why somebody has to look at it before there is a reward, a code of <see cref="ReferralReasons"/>; null where nobody has to.</summary>
    public string? Flag { get; init; }

    /// <summary>What somebody decided: true let it pass, false rejected it; null where nobody decided.</summary>
    public bool? Decision { get; init; }

    /// <summary>The first purchase.</summary>
    public OrderId? Order { get; init; }

    /// <summary>When the return period of the first purchase is over, whole microseconds.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>How often points were posted for it: more than once only where a purchase that came back stayed after all.</summary>
    public int Rounds { get; init; }

    /// <summary>How it came there, in order.</summary>
    public required ValueList<ReferralStep> Steps { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Whether points of it are with the members, promised or there.</summary>
    public bool HasPoints => State is ReferralState.Pending or ReferralState.Rewarded;

    /// <summary>Whether time or orders may still move it without anybody asking.</summary>
    public bool IsOpen => State is ReferralState.Claimed or ReferralState.Review or ReferralState.Pending;

    internal void Check()
    {
        Require.Code(Programme, "referral.programme");
        Require.That(Referrer != Referred, "referral.referrer", "nobody refers oneself");
        Require.Defined((ReferralState?)State, "referral.state");
        Require.Code(Flag, "referral.flag");
        Require.That(!Steps.IsEmpty && Steps[^1].State == State, "referral.step", $"the last step does not lead to {State}");
        Require.That(!HasPoints || (Rounds > 0 && Order is not null && DueAt is not null), "referral.order", "points are for a purchase");
        Terms.Check();
    }
}
