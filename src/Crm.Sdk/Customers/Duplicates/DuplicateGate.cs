using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>
/// The one hook before customers are written, on every path: looks who they probably are, and asks the action rules of plugins what becomes of them. Without such rules it does nothing.
/// </summary>
/// <remarks>
/// A customer is compared with at most 20 others, those with whom it shares the rarest keys: what says who somebody is, is rare. It looks before the commit, not in it: of two commits at the same moment that add one customer, both may pass, and the next search finds the pair. A thread-safe singleton.
/// </remarks>
public sealed class DuplicateGate : ICommitCheck
{
    private const int MaxCandidates = 20; // a value
    private const int MaxPairs = 20; // a customer

    private readonly DuplicateFinder _finder;
    private readonly QueryRunner _queries;
    private readonly IExtensions _extensions;

    /// <summary>Makes the gate.</summary>
    /// <param name="finder">Says how rules look for candidates.</param>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="extensions">The match rules and action rules of plugins.</param>
    public DuplicateGate(DuplicateFinder finder, ICrmStore store, ModelCatalogue model, IExtensions extensions)
    {
        ArgumentNullException.ThrowIfNull(finder);
        ArgumentNullException.ThrowIfNull(extensions);
        _finder = finder;
        _queries = new QueryRunner(store, model);
        _extensions = extensions;
    }

    /// <inheritdoc/>
    public async Task<ValueList<DuplicateAlert>> CheckAsync(TenantId tenant, PendingChanges changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        Customer[] written = [.. changes.Written<Customer>().Where(static customer => Concerns(customer.Before, customer.After)).Select(static customer => customer.After)];
        IReadOnlyList<DuplicateVerdict> found = await JudgeAsync(tenant, written, IsOther, DuplicatePath.Commit, cancellationToken).ConfigureAwait(false);
        DuplicateVerdict[] blocking = [.. found.Where(static verdict => verdict.Action == DuplicateAction.Block)];
        return blocking.Length == 0
            ? found.Select(static verdict => verdict.Alert).ToValueList()
            : throw new CrmException(
                DuplicateErrorCodes.Blocked,
                $"Customer {blocking[0].Alert.Written} is probably there already: it matches {string.Join(", ", blocking.Where(verdict => verdict.Alert.Written == blocking[0].Alert.Written).Select(static verdict => verdict.Alert.MatchKey ?? verdict.Alert.Match.ToString()))}. Nothing was written; change that customer, or merge the two.");

        // What the same commit merges away, removes or leads from one to the other is no match for what it writes.
        bool IsOther(RecordId id) => !changes.TryGet(id, out Customer? after) || after is { State: CustomerState.Active or CustomerState.Archived };
    }

    /// <summary>Whether a customer is to be looked at: it is in use, and new or changed in what tells who it is.</summary>
    internal static bool Concerns(Customer? before, Customer after) =>
        after.State is CustomerState.Active or CustomerState.Archived
        && (before is null
            || before.State is CustomerState.Removed
            || before.Name != after.Name || before.Person != after.Person || before.Email != after.Email || before.Phone != after.Phone || before.ContactPoints != after.ContactPoints
            || before.Address != after.Address || before.Birth != after.Birth || before.Attributes != after.Attributes);

    /// <summary>Judges customers that are about to be written.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="written">The customers, those that <see cref="Concerns"/> names.</param>
    /// <param name="others">Whether a stored customer may be a match: not one that the same commit writes, merges or removes.</param>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>The matches that are to be told or that block, those of one customer together, the likeliest first.</returns>
    /// <exception cref="CrmException">CRM2150: a rule failed. CRM2151: a rule looks in a field without index.</exception>
    internal async Task<IReadOnlyList<DuplicateVerdict>> JudgeAsync(
        TenantId tenant, IReadOnlyList<Customer> written, Func<RecordId, bool> others, DuplicatePath path, CancellationToken cancellationToken)
    {
        if (written.Count == 0)
        {
            return [];
        }

        IReadOnlyList<Extension<IDuplicateActionRule>> actions = _extensions.All<IDuplicateActionRule>();
        var rules = new MatchRules(_extensions);
        if (actions.Count == 0 || rules.Count == 0)
        {
            return [];
        }

        object?[][] features = await rules.ReadAsync(written, cancellationToken).ConfigureAwait(false);
        Dictionary<RecordId, Customer> stored = await CandidatesAsync(tenant, rules, features, cancellationToken).ConfigureAwait(false);
        foreach (Customer customer in written)
        {
            stored.Remove(customer.Id);
        }

        Customer[] candidates = [.. stored.Where(candidate => others(candidate.Key)).Select(static candidate => candidate.Value)];
        object?[][] theirs = await rules.ReadAsync(candidates, cancellationToken).ConfigureAwait(false);
        (int, int)[] pairs = [.. await PairsAsync(rules, features, theirs, written.Count, cancellationToken).ConfigureAwait(false)];
        MatchSubjects[] subjects = [.. pairs.Select(pair => pair.Item2 < written.Count
            ? new MatchSubjects(features, pair.Item1, features, pair.Item2)
            : new MatchSubjects(features, pair.Item1, theirs, pair.Item2 - written.Count))];
        double[] scores = await rules.ScoresAsync(subjects, new DuplicateOptions().PriorBits, cancellationToken).ConfigureAwait(false);
        DuplicateCase[] cases =
        [
            .. pairs.Select((pair, i) => (Pair: pair, Score: scores[i])).Where(static found => found.Score >= DuplicateOptions.DefaultThreshold)
                .OrderBy(static found => found.Pair.Item1).ThenByDescending(static found => found.Score).ThenBy(static found => found.Pair.Item2)
                .Select(found => new DuplicateCase(written[found.Pair.Item1], found.Pair.Item2 < written.Count ? written[found.Pair.Item2] : candidates[found.Pair.Item2 - written.Count], found.Score, path)),
        ];
        return await DecideAsync(actions, cases, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dictionary<RecordId, Customer>> CandidatesAsync(TenantId tenant, MatchRules rules, object?[][] features, CancellationToken cancellationToken)
    {
        var lookup = new CandidateLookup(_queries, tenant);
        for (int rule = 0; rule < rules.Count; rule++)
        {
            foreach (Condition where in await rules.CandidatesAsync(rule, features[rule], cancellationToken).ConfigureAwait(false))
            {
                _finder.RequireIndexes(where, rules.Descriptors[rule]);
                lookup.Add(where);
            }
        }

        return await lookup.ReadAsync(MaxCandidates, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The pairs that share a blocking key, the rarest keys first: a written customer, and a stored one or one that is written before it by the same commit.</summary>
    private static async Task<HashSet<(int Written, int Other)>> PairsAsync(MatchRules rules, object?[][] features, object?[][] theirs, int written, CancellationToken cancellationToken)
    {
        var blocks = new Dictionary<(int Rule, string Key), List<int>>();
        for (int rule = 0; rule < rules.Count; rule++)
        {
            string[][] mine = await rules.KeysAsync(rule, features[rule], cancellationToken).ConfigureAwait(false);
            string[][] other = await rules.KeysAsync(rule, theirs[rule], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < mine.Length + other.Length; i++)
            {
                foreach (string key in i < written ? mine[i] : other[i - written])
                {
                    if (!blocks.TryGetValue((rule, key), out List<int>? block))
                    {
                        blocks.Add((rule, key), block = []);
                    }

                    block.Add(i);
                }
            }
        }

        var pairs = new HashSet<(int, int)>();
        int[] count = new int[written];
        foreach (List<int> block in blocks.OrderBy(static block => block.Value.Count).ThenBy(static block => block.Key.Rule).ThenBy(static block => block.Key.Key, StringComparer.Ordinal).Select(static block => block.Value))
        {
            for (int at = 0; at < block.Count && block[at] < written; at++)
            {
                // Stored ones stand behind the written ones and come first, because they are surely there.
                for (int with = block.Count - 1; with >= 0 && count[block[at]] < MaxPairs; with--)
                {
                    if ((block[with] >= written || block[with] < block[at]) && pairs.Add((block[at], block[with])))
                    {
                        count[block[at]]++;
                    }
                }
            }
        }

        return pairs;
    }

    private static async Task<IReadOnlyList<DuplicateVerdict>> DecideAsync(IReadOnlyList<Extension<IDuplicateActionRule>> actions, DuplicateCase[] cases, CancellationToken cancellationToken)
    {
        var strictest = new DuplicateAction[cases.Length];
        foreach (Extension<IDuplicateActionRule> rule in actions.Where(_ => cases.Length > 0))
        {
            DuplicateAction[] answers;
            try
            {
                answers = await rule.Guard.RunAsync(
                    "duplicate-action",
                    (rule.Instance, cases),
                    static (all, _) => ValueTask.FromResult(Array.ConvertAll(all.cases, all.Instance.Decide)),
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
                throw new CrmException(DuplicateErrorCodes.RuleFailed, $"The action rule '{rule.Name}' of plugin '{rule.Owner}' failed: {e.GetType().Name}: {e.Message}");
            }

            for (int i = 0; i < answers.Length; i++)
            {
                strictest[i] = answers[i] > strictest[i] ? answers[i] : strictest[i];
            }
        }

        return
        [
            .. cases.Select((found, i) => new DuplicateVerdict(new DuplicateAlert(found.Written.Id, found.Match.Id, found.Match.Key, found.Score), strictest[i]))
                .Where(static verdict => verdict.Action != DuplicateAction.Allow),
        ];
    }
}
