namespace Crm.Sdk.Loyalty;

/// <summary>What a simulation of a programme assumes (LO-6).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record SimulationAssumptions
{
    /// <summary>What a point is worth, in units of <see cref="Currency"/>; 0 or more.</summary>
    public required decimal PointValue { get; init; }

    /// <summary>The currency of the value, such as CNY.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The share of points that members redeem before they lapse, 0 to 1; null, the default, for none.</summary>
    public decimal? RedeemedShare { get; init; }

    internal void Check()
    {
        Require.That(PointValue >= 0, "simulation.point-value", $"{PointValue} is negative; give 0 or more");
        Require.That(RedeemedShare is null or (>= 0 and <= 1), "simulation.redeemed-share", $"{RedeemedShare} is no share; give 0 to 1");
    }
}
