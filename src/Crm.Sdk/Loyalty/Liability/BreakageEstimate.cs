namespace Crm.Sdk.Loyalty;

/// <summary>How the outstanding points are expected to end, 积分沉淀 (LO-3), by the run-off of earlier months of earning.</summary>
/// <remarks>
/// <para>A table of two decrements over the age in months: of the points of earlier months of earning that were there at an age, which share was redeemed and which lapsed within that month. Each outstanding point goes
/// on from its own age. The rates are weighted by points and taken from whole months alone, which is the chain-ladder method (Mack 1993, ASTIN Bulletin 23(2)) with the two ways out of a multiple-decrement table
/// (Bowers et al., Actuarial Mathematics, chapter 10).</para>
/// <para>Immutable; thread-safe.</para>
/// </remarks>
public sealed record BreakageEstimate
{
    /// <summary>How many of the outstanding points are expected to be redeemed; null where it is not known.</summary>
    public long? Redeemed { get; init; }

    /// <summary>How many are expected to lapse: the breakage; null where it is not known.</summary>
    public long? Lapsed { get; init; }

    /// <summary>How many have an end that the history does not show.</summary>
    public required long Open { get; init; }

    /// <summary>The share of the outstanding points that is expected to lapse; null where it is not known or nothing is outstanding.</summary>
    public double? Rate { get; init; }

    /// <summary>Why nothing is expected, a code of <see cref="BreakageReasons"/>; null where something is.</summary>
    public string? Reason { get; init; }

    /// <summary>The table, by age from 0 on, as far as the history shows it.</summary>
    public required ValueList<BreakageAge> Ages { get; init; }
}
