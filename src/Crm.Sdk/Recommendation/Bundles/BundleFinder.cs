namespace Crm.Sdk.Recommendation;

/// <summary>Finds bundles: closed frequent item sets of high lift (RE-1). Closed: no greater set, up to the mined length, is in as many baskets.</summary>
/// <remarks>Thread-safe.</remarks>
public static class BundleFinder
{
    /// <summary>The bundles: greatest lift first, then most baskets, then by items.</summary>
    /// <param name="baskets">The baskets.</param>
    /// <param name="minSupport">The least share of baskets, above 0 and at most 1.</param>
    /// <param name="minLift">The least lift.</param>
    /// <param name="maxLength">The most items, 2 or more.</param>
    /// <param name="cancellationToken">Stops the mining.</param>
    /// <exception cref="CrmException">CRM6150: an option is out of range. CRM6151: too many item sets.</exception>
    public static IReadOnlyList<Bundle> Find(BasketSet baskets, decimal minSupport, double minLift, int maxLength, CancellationToken cancellationToken)
    {
        MinedRules mined = RuleMiner.FindItemsets(baskets, new RuleOptions { MinSupport = minSupport, MaxLength = maxLength }, cancellationToken);
        var counts = mined.Sets.ToDictionary(static set => set.Items, static set => set.Count, ItemNumbers.Comparer);
        var open = new HashSet<int[]>(ItemNumbers.Comparer);
        foreach (MinedSet set in mined.Sets)
        {
            for (int without = 0; without < set.Items.Length && set.Items.Length > 1; without++)
            {
                int[] smaller = [.. set.Items[..without], .. set.Items[(without + 1)..]];
                if (counts[smaller] == set.Count)
                {
                    open.Add(smaller);
                }
            }
        }

        return
        [
            .. mined.Sets.Where(set => set.Items.Length > 1 && !open.Contains(set.Items))
                .Select(set => new Bundle(
                    set.Items.Select(item => baskets.Items[item]).ToValueList(),
                    set.Count,
                    set.Items.Aggregate((double)set.Count / baskets.Count, (share, item) => share * baskets.Count / counts[[item]])))
                .Where(bundle => bundle.Lift >= minLift)
                .OrderByDescending(static bundle => bundle.Lift).ThenByDescending(static bundle => bundle.Count)
                .ThenBy(static bundle => string.Join('\n', bundle.Items), StringComparer.Ordinal),
        ];
    }
}
