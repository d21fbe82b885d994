namespace Crm.Sdk.Loyalty;

/// <summary>How many of a reward are left, 库存. A reward without one can be given any number of times.</summary>
/// <remarks>Every change of it is written with its version, so that of two who take the last one conflicts. Immutable; thread-safe.</remarks>
public sealed record RewardStock
{
    /// <summary>The reward, whose id the record has.</summary>
    public required RewardId Reward { get; init; }

    /// <summary>How many can be reserved; 0 or more.</summary>
    public required long Left { get; init; }

    /// <summary>How many are reserved; 0 or more.</summary>
    public long Reserved { get; init; }

    /// <summary>How many were given; 0 or more.</summary>
    public long Given { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check() => Require.That(Left >= 0 && Reserved >= 0 && Given >= 0, "reward-stock.left", $"{Left} left, {Reserved} reserved and {Given} given are 0 or more");
}
