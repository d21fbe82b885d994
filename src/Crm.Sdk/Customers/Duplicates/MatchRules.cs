using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>All match rules of all plugins, called in batches behind their guards.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class MatchRules
{
    private const int CustomersPerCall = 1_000;
    private const int PairsPerCall = 4_096;

    private readonly Extension<IMatchRule>[] _rules; // by group, so that the evidence of one group stands together
    private readonly int[] _groups;

    public MatchRules(IExtensions extensions)
    {
        _rules = [.. extensions.All<IMatchRule>().OrderBy(static rule => rule.Instance.Descriptor.Group, StringComparer.Ordinal).ThenBy(static rule => rule.Instance.Descriptor.Id, StringComparer.Ordinal)];
        Descriptors = [.. _rules.Select(static rule => rule.Instance.Descriptor)];
        _groups = new int[_rules.Length];
        for (int i = 1; i < _rules.Length; i++)
        {
            _groups[i] = _groups[i - 1] + (Descriptors[i].Group == Descriptors[i - 1].Group ? 0 : 1);
        }

        if (Descriptors.GroupBy(static rule => rule.Id, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            throw new CrmException(DuplicateErrorCodes.BadRule, $"Two match rules have the id '{twice.Key}'; an id belongs to one rule.");
        }
    }

    public IReadOnlyList<MatchRuleDescriptor> Descriptors { get; }

    public int Count => _rules.Length;

    /// <summary>What each rule compares of each customer: by rule, then by customer.</summary>
    public async Task<object?[][]> ReadAsync(IReadOnlyList<Customer> customers, CancellationToken cancellationToken)
    {
        var features = new object?[_rules.Length][];
        for (int rule = 0; rule < _rules.Length; rule++)
        {
            features[rule] = new object?[customers.Count];
            for (int from = 0; from < customers.Count; from += CustomersPerCall)
            {
                await CallAsync(
                    rule,
                    "match-read",
                    (customers, features: features[rule], from),
                    static (instance, all) =>
                    {
                        for (int i = all.from; i < Math.Min(all.from + CustomersPerCall, all.customers.Count); i++)
                        {
                            all.features[i] = instance.Read(all.customers[i]);
                        }

                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
            }
        }

        return features;
    }

    /// <summary>The blocking keys of customers for one rule, by customer.</summary>
    public async Task<string[][]> KeysAsync(int rule, object?[] features, CancellationToken cancellationToken)
    {
        string[][] byCustomer = new string[features.Length][];
        for (int from = 0; from < features.Length; from += CustomersPerCall)
        {
            await CallAsync(
                rule,
                "match-block",
                (features, byCustomer, from),
                static (instance, all) =>
                {
                    var keys = new BlockingKeys();
                    for (int i = all.from; i < Math.Min(all.from + CustomersPerCall, all.features.Length); i++)
                    {
                        if (all.features[i] is { } one)
                        {
                            instance.AddKeys(one, keys);
                        }

                        all.byCustomer[i] = [.. keys.Items];
                        keys.Clear();
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return byCustomer;
    }

    /// <summary>Where one rule looks for stored customers that might be the same as some.</summary>
    public Task<Condition[]> CandidatesAsync(int rule, object?[] features, CancellationToken cancellationToken) => CallAsync(
        rule, "match-candidates", features, static (instance, all) => all.OfType<object>().Select(instance.Candidates).OfType<Condition>().ToArray(), cancellationToken);

    /// <summary>The scores of pairs.</summary>
    public async Task<double[]> ScoresAsync(IReadOnlyList<MatchSubjects> pairs, double prior, CancellationToken cancellationToken)
    {
        double[][] bits = new double[_rules.Length][];
        for (int rule = 0; rule < _rules.Length; rule++)
        {
            bits[rule] = new double[pairs.Count];
            for (int from = 0; from < pairs.Count; from += PairsPerCall)
            {
                await CallAsync(
                    rule,
                    "match-compare",
                    (rule, pairs, found: bits[rule], from),
                    static (instance, all) =>
                    {
                        for (int i = all.from; i < Math.Min(all.from + PairsPerCall, all.found.Length); i++)
                        {
                            MatchEvidence evidence = all.pairs[i].TryGet(all.rule, out object? left, out object? right) ? instance.Compare(left, right, null) : MatchEvidence.None;
                            all.found[i] = evidence.IsGiven ? evidence.Bits : double.NaN;
                        }

                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
            }
        }

        double[] scores = new double[pairs.Count];
        double[] one = new double[_rules.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            for (int rule = 0; rule < _rules.Length; rule++)
            {
                one[rule] = bits[rule][i];
            }

            scores[i] = MatchScore.Of(one, _groups, prior);
        }

        return scores;
    }

    /// <summary>What each rule has to say about pairs, the weightiest first.</summary>
    public async Task<ValueList<MatchFinding>[]> ExplainAsync(IReadOnlyList<MatchSubjects> pairs, CancellationToken cancellationToken)
    {
        var findings = new List<MatchFinding>[pairs.Count];
        for (int i = 0; i < findings.Length; i++)
        {
            findings[i] = [];
        }

        for (int rule = 0; rule < _rules.Length; rule++)
        {
            await CallAsync(
                rule,
                "match-explain",
                (rule, pairs, findings),
                static (instance, all) =>
                {
                    for (int i = 0; i < all.pairs.Count; i++)
                    {
                        if (!all.pairs[i].TryGet(all.rule, out object? left, out object? right))
                        {
                            continue;
                        }

                        var why = new Explanation();
                        MatchEvidence evidence = instance.Compare(left, right, why);
                        if (evidence.IsGiven)
                        {
                            all.findings[i].Add(new MatchFinding(instance.Descriptor.Id, evidence.Likeness, evidence.Bits, [.. why.Reasons]));
                        }
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return [.. findings.Select(static found => found.OrderByDescending(static finding => finding.Bits).ThenBy(static finding => finding.Rule, StringComparer.Ordinal).ToValueList())];
    }

    private async Task<TResult> CallAsync<TState, TResult>(int rule, string operation, TState state, Func<IMatchRule, TState, TResult> call, CancellationToken cancellationToken)
    {
        Extension<IMatchRule> asked = _rules[rule];
        try
        {
            return await asked.Guard.RunAsync(
                operation,
                (asked.Instance, state, call),
                static (all, _) => ValueTask.FromResult(all.call(all.Instance, all.state)),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or PluginCallException)
        {
            throw;
        }
#pragma warning disable CA1031 // whatever a rule throws is told under one code; type and text are kept, the exception would keep the plugin in memory
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new CrmException(DuplicateErrorCodes.RuleFailed, $"The match rule '{Descriptors[rule].Id}' of plugin '{asked.Owner}' failed ({operation}): {e.GetType().Name}: {e.Message}");
        }
    }
}
