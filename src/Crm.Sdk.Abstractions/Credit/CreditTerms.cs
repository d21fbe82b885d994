namespace Crm.Sdk.Credit;

/// <summary>The terms that a policy proposes for a grade, 信用条件: how much and for how long (CR-4, G23).</summary>
/// <param name="Limit">The smallest of the proposals; null where no formula can be computed.</param>
/// <param name="TermDays">The credit period in days; 0 for payment before delivery.</param>
/// <param name="Binding">The code of the formula that gave the limit; null where there is none.</param>
/// <param name="Proposals">What each formula that can be computed gives, the smallest first.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditTerms(Money? Limit, int TermDays, string? Binding, ValueList<LimitProposal> Proposals);
