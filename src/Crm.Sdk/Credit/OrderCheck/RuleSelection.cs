namespace Crm.Sdk.Credit;

/// <summary>Which rules hold for an order, and which exclusions.</summary>
internal static class RuleSelection
{
    /// <summary>Of each name the most specific rule that matches, in the order in which the names come first.</summary>
    public static IEnumerable<CreditCheckRule> For(CreditRuleSet rules, CreditCheckInput input) => rules.Rules
        .GroupBy(static rule => rule.Name, StringComparer.Ordinal)
        .Select(group => group.Where(rule => rule.Target.Matches(input)).MaxBy(static rule => rule.Target.Level))
        .OfType<CreditCheckRule>();

    /// <summary>The exclusion that overrides a rule for an order, or null: it matches and is more specific than the rule.</summary>
    public static CreditRuleExclusion? Excluding(CreditRuleSet rules, CreditCheckRule rule, CreditCheckInput input) =>
        rules.Exclusions.FirstOrDefault(exclusion => exclusion.Rule == rule.Name && exclusion.Target.Level > rule.Target.Level && exclusion.Target.Matches(input));
}
