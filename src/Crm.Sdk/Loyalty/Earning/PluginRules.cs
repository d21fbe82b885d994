using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Loyalty;

/// <summary>Asks rules of plugins behind their guards how many points documents earn. Thread-safe.</summary>
internal sealed class PluginRules(IExtensions extensions, TimeSpan deadline, TimeProvider time)
{
    private static readonly Dictionary<string, ValueList<EarningGrant>> Nothing = [];

    /// <summary>What the rules of a programme that plugins bring give for each document.</summary>
    /// <returns>For each document what was given by the rule's code, in the asked order; or a sentence for each rule that failed.</returns>
    public async Task<(IReadOnlyList<IReadOnlyDictionary<string, ValueList<EarningGrant>>> Grants, IReadOnlyList<string> Failures)> AskAsync(EarningPlan plan, ValueList<EarningCase> cases, CancellationToken cancellationToken)
    {
        EarningRule[] rules = [.. plan.Programme.Earning.Where(rule => rule.Type == EarningType.Plugin && cases.Any(one => rule.Holds(one.Document.Day)))];
        if (rules.Length == 0)
        {
            return ([.. Enumerable.Repeat(Nothing, cases.Count)], []);
        }

        var grants = cases.Select(static _ => new Dictionary<string, ValueList<EarningGrant>>(StringComparer.Ordinal)).ToList();
        var failures = new List<string>();
        IReadOnlyList<Extension<IEarningRule>> known = extensions.All<IEarningRule>();
        foreach (EarningRule rule in rules)
        {
            if (known.FirstOrDefault(extension => extension.Instance.Code == rule.Plugin) is not { } extension)
            {
                failures.Add($"{EarningErrorCodes.RuleFailed}: rule '{rule.Code}' of programme '{plan.Programme.Code}' is of the plugin rule '{rule.Plugin}', which is not there; install the plugin that brings it.");
                continue;
            }

            var request = new EarningRequest(plan.Programme.Code, rule, cases);
            CallFailure? failure = await GuardedCall.RunAsync(
                extension.Guard, "earning-rule", (extension.Instance, request), static (call, stop) => call.Instance.EarnAsync(call.request, stop), deadline, time, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                failures.Add($"{EarningErrorCodes.RuleFailed}: {LongCall.Describe($"rule '{rule.Code}' of programme '{plan.Programme.Code}'", failure)}");
                continue;
            }

            for (int i = 0; i < cases.Count; i++)
            {
                grants[i][rule.Code] = request.Of(i);
            }
        }

        return (grants, failures);
    }
}
