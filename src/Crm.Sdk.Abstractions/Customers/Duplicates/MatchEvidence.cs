namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What one rule found when it compared two customers: how alike they are, and what that is worth.</summary>
/// <remarks>
/// The worth is the weight of Fellegi and Sunter (1969, A theory for record linkage): the binary logarithm of how many times more often such an outcome is seen among
/// pairs of records of one customer than among those of two. Immutable and thread-safe.
/// </remarks>
public readonly record struct MatchEvidence
{
    private MatchEvidence(double likeness, double bits)
    {
        IsGiven = true;
        Likeness = likeness;
        Bits = bits;
    }

    /// <summary>Nothing could be compared: a value is missing on one side. It speaks neither for nor against.</summary>
    public static MatchEvidence None => default;

    /// <summary>Whether anything was compared.</summary>
    public bool IsGiven { get; }

    /// <summary>How alike the compared values are: 0 (not at all) to 1 (equal).</summary>
    public double Likeness { get; }

    /// <summary>The weight in bits: positive for one customer, negative for two; between −<see cref="MatchRuleDescriptor.MaxBits"/> and that.</summary>
    public double Bits { get; }

    /// <summary>Evidence.</summary>
    /// <param name="likeness">0 to 1.</param>
    /// <param name="bits">The weight; values beyond <see cref="MatchRuleDescriptor.MaxBits"/> are cut.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is no number, or the likeness is out of range.</exception>
    public static MatchEvidence Of(double likeness, double bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(likeness);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(likeness, 1);
        if (double.IsNaN(likeness) || double.IsNaN(bits))
        {
            throw new ArgumentOutOfRangeException(nameof(bits), "Evidence is a number.");
        }

        return new MatchEvidence(likeness, Math.Clamp(bits, -MatchRuleDescriptor.MaxBits, MatchRuleDescriptor.MaxBits));
    }
}
