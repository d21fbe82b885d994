using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers;

/// <summary>Asks all rules across fields about customers, a page at a time; a rule that fails is named once and not asked again.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RuleCheck(IReadOnlyList<IConsistencyRule> own, IReadOnlyList<Extension<IConsistencyRule>> plugins)
{
    private readonly HashSet<Extension<IConsistencyRule>> _failed = [];

    public List<CardProblem> Problems { get; } = [];

    public IEnumerable<IConsistencyRule> Rules => own.Concat(plugins.Select(static plugin => plugin.Instance));

    /// <summary>The broken rules of each customer, in the order of the customers.</summary>
    public async Task<List<(IConsistencyRule Rule, Reason Reason)>[]> CheckAsync(IReadOnlyList<Customer> customers, AsOf asOf, CancellationToken cancellationToken)
    {
        List<(IConsistencyRule, Reason)>[] broken = [.. customers.Select(static _ => new List<(IConsistencyRule, Reason)>())];
        foreach (IConsistencyRule rule in own)
        {
            Add(rule, Ask(rule, customers, asOf));
        }

        foreach (Extension<IConsistencyRule> plugin in plugins.Where(plugin => !_failed.Contains(plugin)))
        {
            try
            {
                Add(plugin.Instance, await plugin.Guard.RunAsync(
                    "consistency-rule",
                    (plugin.Instance, customers, asOf),
                    static (call, _) => ValueTask.FromResult(Ask(call.Instance, call.customers, call.asOf)),
                    cancellationToken).ConfigureAwait(false));
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                _failed.Add(plugin);
                Problems.Add(new CardProblem($"{plugin.Owner}/{plugin.Name}", error.Message));
            }
        }

        return broken;

        void Add(IConsistencyRule rule, Reason?[] reasons)
        {
            for (int i = 0; i < reasons.Length; i++)
            {
                if (reasons[i] is { } reason)
                {
                    broken[i].Add((rule, reason));
                }
            }
        }
    }

    private static Reason?[] Ask(IConsistencyRule rule, IReadOnlyList<Customer> customers, AsOf asOf) => [.. customers.Select(customer => rule.Check(customer, asOf))];
}
