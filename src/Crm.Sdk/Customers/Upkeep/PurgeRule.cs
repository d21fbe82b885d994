using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>Which customers of the recycle bin are purged: all conditions hold together.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Days">For how many whole days a customer has to lie in the bin, 0 or more; the days count back from the instant of the purge, 24 hours each.</param>
public sealed record PurgeRule(int Days)
{
    /// <summary>Only customers of one kind; null (the default) for both.</summary>
    public CustomerKind? Kind { get; init; }

    /// <summary>Only customers that fulfil a condition; all by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>The rule in words, as audit entries and revisions state it.</summary>
    public override string ToString()
    {
        string kind = Kind switch
        {
            CustomerKind.Individual => ", individuals",
            CustomerKind.Enterprise => ", enterprises",
            _ => string.Empty,
        };
        return FormattableString.Invariant($"removed {Days} days ago or earlier{kind}{(Where == Condition.Everything ? string.Empty : ", under a condition")}");
    }
}
