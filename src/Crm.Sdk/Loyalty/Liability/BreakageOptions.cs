namespace Crm.Sdk.Loyalty;

/// <summary>How much history an expected breakage needs. With less it is not given: unknown is not zero.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record BreakageOptions
{
    /// <summary>How many months of earning must have been seen at an age before its rates are used; 3 by default, at least 1.</summary>
    public int LeastCohorts { get; init; } = 3;

    /// <summary>The greatest share of the outstanding points whose end may stay open; 0.05 by default, 0 to 1.</summary>
    public double GreatestOpenShare { get; init; } = 0.05;

    internal void Check()
    {
        Require.InRange(LeastCohorts, 1, 1_000, "breakage.least-cohorts");
        Require.That(GreatestOpenShare is >= 0 and <= 1, "breakage.greatest-open-share", "give a share of 0 to 1");
    }
}
