namespace Crm.Sdk.Classification;

/// <summary>What a rule answers for one customer, and why.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Verdict">The answer; no answer where there is a <paramref name="Stop"/>.</param>
/// <param name="Reasons">The reasons, in the order in which the rule gave them.</param>
/// <param name="Stop">Why there is no answer; null where there is one.</param>
public sealed record RuleExplanation(RuleDescriptor Descriptor, Verdict Verdict, ValueList<Reason> Reasons, RuleStop? Stop = null);
