namespace Crm.Sdk.Credit;

/// <summary>Judges an order by what is known of it and by rules, and by nothing else: the same input and rules give the same answer for ever (L11).</summary>
/// <remarks>A pure function; thread-safe.</remarks>
public static class CreditCheckEvaluator
{
    /// <summary>The name under which a missing rate is told; no exclusion overrides it.</summary>
    public const string RateRule = "rate";

    /// <summary>Judges.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="rules">The rules.</param>
    /// <exception cref="CrmException">CRM1011: a sum is out of range.</exception>
    public static CreditCheckAnswer Evaluate(CreditCheckInput input, CreditRuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(rules);
        bool released = input.Release is { } release && release.Covers(input.Amount, input.Day);
        var findings = new List<CreditFinding>();
        foreach (string pair in input.MissingRates)
        {
            Add(new CreditFinding(RateRule, CreditRuleEffect.Hold, new(CreditCheckReasons.RateMissing, [pair, input.Day])));
        }

        foreach (CreditCheckRule rule in RuleSelection.For(rules, input))
        {
            foreach (Classification.Reason reason in RuleMeasures.Against(rule, input))
            {
                // A rule of a plugin that said nothing holds the order even where it only warns: what is not known is no approval.
                CreditRuleEffect effect = reason.Code == CreditCheckReasons.RuleFailed && rule.Effect < CreditRuleEffect.Hold ? CreditRuleEffect.Hold : rule.Effect;
                Add(new CreditFinding(rule.Name, effect, reason) { ExcludedBy = RuleSelection.Excluding(rules, rule, input)?.Name });
            }
        }

        CreditRuleEffect worst = findings.Where(static finding => finding.Counts).Select(static finding => finding.Effect).DefaultIfEmpty(CreditRuleEffect.Warn).Max();
        CreditOutcome outcome = worst switch
        {
            CreditRuleEffect.Refuse => CreditOutcome.Refuse,
            CreditRuleEffect.Hold => CreditOutcome.Hold,
            _ => CreditOutcome.Approve,
        };
        return new CreditCheckAnswer(outcome, findings.ToValueList(), CheckArithmetic.Of(input).ToValueList());

        void Add(CreditFinding finding) => findings.Add(finding with { IsReleased = released && finding.Effect == CreditRuleEffect.Hold && finding.ExcludedBy is null });
    }
}
