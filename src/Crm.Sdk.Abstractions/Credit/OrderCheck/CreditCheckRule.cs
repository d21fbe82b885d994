namespace Crm.Sdk.Credit;

/// <summary>One rule for orders: what it measures, from which threshold on, and what it does then (CR-5).</summary>
/// <remarks>Rules of one name are versions of one rule for different customers: the most specific that matches holds. Immutable and thread-safe.</remarks>
/// <param name="Name">The rule's name, a code; it stands in decisions.</param>
/// <param name="Type">What it measures, a code of <see cref="CreditRuleTypes"/> or the type of a plugin's rule.</param>
/// <param name="Effect">What it does to an order that it finds.</param>
public sealed record CreditCheckRule(string Name, string Type, CreditRuleEffect Effect)
{
    /// <summary>For whom it is meant; everybody by default.</summary>
    public CreditRuleTarget Target { get; init; } = CreditRuleTarget.All;

    /// <summary>The threshold in days, 0 or more.</summary>
    public int? Days { get; init; }

    /// <summary>The threshold as a share, above 0 and at most 100: 0.9 for 90 %.</summary>
    public decimal? Share { get; init; }

    /// <summary>The threshold as an amount, 0 or more; converted at the check's day.</summary>
    public Money? Amount { get; init; }
}
