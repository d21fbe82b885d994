using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Credit;

/// <summary>Asks the rules of plugins that a rule set names, each behind its guard.</summary>
/// <remarks>Thread-safe. A rule that fails or is not there has no verdict, and without one the order is held.</remarks>
internal sealed class PluginRules(IExtensions extensions, OrderCheckSettings settings, TimeProvider time)
{
    public async Task<CreditCheckInput> AskAsync(CreditCheckInput input, CreditRuleSet rules, CancellationToken cancellationToken)
    {
        var verdicts = new List<CreditRuleVerdict>();
        foreach (CreditCheckRule rule in RuleSelection.For(rules, input).Where(static rule => CreditRuleTypes.List.Find(rule.Type) is null))
        {
            if (extensions.All<ICreditCheckRule>().FirstOrDefault(extension => extension.Instance.Type == rule.Type) is { } extension
                && await AskAsync(extension, input, rule, cancellationToken).ConfigureAwait(false) is { } verdict)
            {
                verdicts.Add(verdict with { Rule = rule.Name });
            }
        }

        return input with { Verdicts = verdicts.ToValueList() };
    }

    private async Task<CreditRuleVerdict?> AskAsync(Extension<ICreditCheckRule> extension, CreditCheckInput input, CreditCheckRule rule, CancellationToken cancellationToken)
    {
        CreditRuleVerdict? verdict = null;
        CallFailure? failure = await GuardedCall.RunAsync(
            extension.Guard,
            "credit-check",
            (extension.Instance, input, rule),
            async (state, stop) => verdict = await state.Instance.CheckAsync(state.input, state.rule, stop).ConfigureAwait(false),
            settings.RuleDeadline,
            time,
            cancellationToken).ConfigureAwait(false);
        return failure is null ? verdict : null;
    }
}
