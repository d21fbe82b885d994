namespace Crm.Sdk.Credit;

/// <summary>An exception from a rule. It applies after the rules, and overrides only a rule that is meant for less specific customers than itself.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">The exclusion's name, a code; it stands in decisions.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Target">Whom it excepts; not all.</param>
public sealed record CreditRuleExclusion(string Name, string Rule, CreditRuleTarget Target);
