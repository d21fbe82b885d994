using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a report on the liability of points is to say (LO-3).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LiabilityRequest
{
    /// <summary>The instant; null for now.</summary>
    public Instant? At { get; init; }

    /// <summary>Only this programme; null for all.</summary>
    public string? Programme { get; init; }

    /// <summary>Only wallets of this code; null for all.</summary>
    public string? Wallet { get; init; }

    /// <summary>What a point costs when it is redeemed, to six decimals; null where no value is wanted.</summary>
    public UnitPrice? PointCost { get; init; }

    /// <summary>When an expected breakage is given.</summary>
    public BreakageOptions Breakage { get; init; } = new();
}
