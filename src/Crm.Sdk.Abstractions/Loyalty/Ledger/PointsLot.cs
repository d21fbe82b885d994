using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Points that came together and lapse together, 积分批次 (LO-1). What is spent is spent from lots, so that no point is both spent and lapsed.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsLot
{
    /// <summary>The lot's id.</summary>
    public required PointsLotId Id { get; init; }

    /// <summary>The account.</summary>
    public required PointsAccountId Account { get; init; }

    /// <summary>Whose account it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The transaction that brought it.</summary>
    public required PointsTransactionId Source { get; init; }

    /// <summary>The lot whose points they were before: of the giver of a transfer, or of a lot that had lapsed when its points came back.</summary>
    public PointsLotId? Before { get; init; }

    /// <summary>How many points came; above 0. More can be in it later: a redemption from it that is taken back, stands again from other lots because this one is used up, and is taken back once more, comes back here.</summary>
    public required long Points { get; init; }

    /// <summary>How many are left to spend, now or once they mature; 0 or more.</summary>
    public required long Remaining { get; init; }

    /// <summary>How many are set aside for redemptions under way; 0 or more.</summary>
    public long Held { get; init; }

    /// <summary>How many lapsed and have not been counted as taken back by a return since; 0 or more.</summary>
    public long Lapsed { get; init; }

    /// <summary>When they were earned, whole microseconds.</summary>
    public required Instant EarnedAt { get; init; }

    /// <summary>When they become spendable; null where they are.</summary>
    public Instant? MaturesAt { get; init; }

    /// <summary>The last day on which they can be spent, in the programme's zone; null where they never lapse.</summary>
    public LocalDate? ExpiresOn { get; init; }

    /// <summary>Whether points of it are left or set aside.</summary>
    public bool IsOpen => Remaining > 0 || Held > 0;

    internal void Check()
    {
        Require.That(Points > 0, "points-lot.points", "a lot of nothing is none");
        Require.That(Remaining >= 0 && Held >= 0 && Lapsed >= 0, "points-lot.remaining", $"{Remaining} left, {Held} held and {Lapsed} lapsed; none can be below 0");
    }
}
