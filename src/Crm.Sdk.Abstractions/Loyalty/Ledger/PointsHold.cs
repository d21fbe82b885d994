using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Points that are set aside for a redemption under way, 积分冻结: the first of its two steps (LO-1). It is captured, released or runs out, and only one of these, once (L7).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsHold
{
    /// <summary>The hold's id; it follows from the programme and the key.</summary>
    public required PointsHoldId Id { get; init; }

    /// <summary>The account.</summary>
    public required PointsAccountId Account { get; init; }

    /// <summary>Whose account it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The key under which it was posted.</summary>
    public required string Key { get; init; }

    /// <summary>The transaction that made it.</summary>
    public required PointsTransactionId Source { get; init; }

    /// <summary>How many points; above 0.</summary>
    public required long Points { get; init; }

    /// <summary>The lots that they are of, in the order in which they are captured; together the points.</summary>
    public required ValueList<PointsHoldPart> Parts { get; init; }

    /// <summary>When it runs out; null where it stands until it is captured or released.</summary>
    public Instant? Until { get; init; }

    /// <summary>How it stands.</summary>
    public PointsHoldState State { get; init; } = PointsHoldState.Open;

    /// <summary>How many of the points were redeemed; 0 or more.</summary>
    public long Captured { get; init; }

    internal void Check()
    {
        Require.That(Points > 0, "points-hold.points", "a hold of nothing is none");
        Require.That(Parts.Sum(static part => part.Points) == Points, "points-hold.part", "the parts are not the whole");
        Require.Defined((PointsHoldState?)State, "points-hold.state");
        Require.That(State == PointsHoldState.Captured ? Captured > 0 && Captured <= Points : Captured == 0, "points-hold.captured", $"{Captured} of {Points} do not go with the state {State}");
    }
}
