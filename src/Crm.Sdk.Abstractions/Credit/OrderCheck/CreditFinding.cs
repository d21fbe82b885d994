using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>What a rule found against an order.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Rule">The rule's name.</param>
/// <param name="Effect">What the rule does.</param>
/// <param name="Reason">Why, with its figures.</param>
public sealed record CreditFinding(string Rule, CreditRuleEffect Effect, Reason Reason)
{
    /// <summary>The exclusion that overrides it; null where none does.</summary>
    public string? ExcludedBy { get; init; }

    /// <summary>Whether a release covers it.</summary>
    public bool IsReleased { get; init; }

    /// <summary>Whether it counts.</summary>
    public bool Counts => ExcludedBy is null && !IsReleased;
}
