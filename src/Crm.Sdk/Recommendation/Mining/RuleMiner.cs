namespace Crm.Sdk.Recommendation;

/// <summary>Mines association rules from baskets (RE-1): frequent item sets by FP-growth, then the rules that are firm enough.</summary>
/// <remarks>The answer does not depend on the order of baskets or items. Memory: see <see cref="RuleOptions.MaxItemsets"/> and one prefix tree of at most one node a line. Thread-safe.</remarks>
public static class RuleMiner
{
    private const int SetsPerReport = 65_536;

    /// <summary>Finds the item sets that enough baskets hold, without rules.</summary>
    /// <inheritdoc cref="Mine"/>
    public static MinedRules FindItemsets(BasketSet baskets, RuleOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(baskets);
        options = (options ?? new RuleOptions()).Checked();
        int minCount = options.MinCount(baskets.Count);
        return new MinedRules(baskets, minCount, FpGrowth.Mine(baskets, minCount, options.MaxLength, options.MaxItemsets, cancellationToken), []);
    }

    /// <summary>Finds the item sets and the rules.</summary>
    /// <param name="baskets">The baskets.</param>
    /// <param name="options">Which rules; the defaults where null.</param>
    /// <param name="progress">Told how many item sets were searched for rules.</param>
    /// <param name="cancellationToken">Stops the mining.</param>
    /// <exception cref="CrmException">CRM6150: an option is out of range. CRM6151: too many item sets.</exception>
    public static MinedRules Mine(BasketSet baskets, RuleOptions? options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        MinedRules found = FindItemsets(baskets, options, cancellationToken);
        options ??= new RuleOptions();
        var counts = new Dictionary<int[], int>(found.Sets.Count, ItemNumbers.Comparer) { [[]] = baskets.Count };
        foreach (MinedSet set in found.Sets)
        {
            counts.Add(set.Items, set.Count);
        }

        HashSet<int>? right = options.Consequents.IsEmpty ? null : [.. options.Consequents.Select(baskets.Find).Where(static item => item >= 0)];
        var rules = new List<(int[] Left, int[] Right, AssociationRule Rule)>();
        long done = 0;
        foreach (MinedSet set in found.Sets)
        {
            if (++done % SetsPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(done);
            }

            foreach ((int[] from, int[] to) in Splits(set.Items, options, right))
            {
                int ofLeft = counts[from];
                if (set.Count >= options.MinConfidence * ofLeft)
                {
                    rules.Add((from, to, new AssociationRule(Keys(baskets, from), Keys(baskets, to), set.Count, ofLeft, counts[to], baskets.Count)));
                }
            }
        }

        rules.Sort(static (a, b) => Compare(a, b));
        return new MinedRules(baskets, found.MinCount, found.Sets, [.. rules.Select(static rule => rule.Rule)]);
    }

    /// <summary>The ways to divide a set into a left and a right side.</summary>
    private static IEnumerable<(int[] Left, int[] Right)> Splits(int[] set, RuleOptions options, HashSet<int>? right)
    {
        uint all = (1u << set.Length) - 1;
        if (options.MaxConsequent == 1 && right is null)
        {
            for (int i = 0; i < set.Length && (set.Length > 1 || options.EmptyAntecedents); i++)
            {
                yield return (Pick(set, all ^ (1u << i)), [set[i]]);
            }

            yield break;
        }

        for (uint to = 1; to <= all; to++)
        {
            if (System.Numerics.BitOperations.PopCount(to) > options.MaxConsequent || (to == all && !options.EmptyAntecedents))
            {
                continue;
            }

            int[] left = Pick(set, all ^ to), consequent = Pick(set, to);
            if (right is null || (consequent.All(right.Contains) && !left.Any(right.Contains)))
            {
                yield return (left, consequent);
            }
        }
    }

    private static int[] Pick(int[] set, uint places)
    {
        int[] picked = new int[System.Numerics.BitOperations.PopCount(places)];
        int next = 0;
        for (int i = 0; i < set.Length; i++)
        {
            if ((places & (1u << i)) != 0)
            {
                picked[next++] = set[i];
            }
        }

        return picked;
    }

    private static ValueList<string> Keys(BasketSet baskets, int[] items) => items.Select(item => baskets.Items[item]).ToValueList();

    private static int Compare((int[] Left, int[] Right, AssociationRule Rule) a, (int[] Left, int[] Right, AssociationRule Rule) b)
    {
        int order = b.Rule.Lift.CompareTo(a.Rule.Lift);
        order = order != 0 ? order : b.Rule.Count.CompareTo(a.Rule.Count);
        order = order != 0 ? order : a.Left.AsSpan().SequenceCompareTo(b.Left);
        return order != 0 ? order : a.Right.AsSpan().SequenceCompareTo(b.Right);
    }
}
