namespace Crm.Sdk.Customers.Duplicates;

/// <summary>How duplicates are searched for.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DuplicateOptions
{
    /// <summary>The threshold where none is given: the evidence is 4 to 1 for one customer.</summary>
    public const double DefaultThreshold = 0.8;

    /// <summary>From which score on two customers count as probably one: 0.01 to 0.999999; 0.8 by default.</summary>
    public double Threshold { get; init; } = DefaultThreshold;

    /// <summary>
    /// What stands against a match before anything was compared, in bits: −6 by default, one pair in 65 of those that share a blocking key. A constant, so that a score does
    /// not depend on how many customers there are.
    /// </summary>
    public double PriorBits { get; init; } = -6;

    /// <summary>
    /// Up to how many customers of one block are all compared with each other: 2 to 10,000; 100 by default. In a larger block each is compared with as many of its
    /// neighbours by name, and the block is reported.
    /// </summary>
    public int MaxBlock { get; init; } = 100;

    internal DuplicateOptions Checked() =>
        Threshold is not (>= 0.01 and <= 0.999999) ? throw Bad($"A threshold goes from 0.01 to 0.999999, not {Threshold}.")
        : PriorBits is not (>= -MatchRuleDescriptor.MaxBits and <= MatchRuleDescriptor.MaxBits) ? throw Bad($"Prior evidence goes from −{MatchRuleDescriptor.MaxBits} to {MatchRuleDescriptor.MaxBits} bits, not {PriorBits}.")
        : MaxBlock is < 2 or > 10_000 ? throw Bad($"A block has 2 to 10,000 customers, not {MaxBlock}.")
        : this;

    private static CrmException Bad(FormattableString message) => new(DuplicateErrorCodes.BadOption, FormattableString.Invariant(message));
}
