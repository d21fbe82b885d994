using Crm.Sdk.Recommendation;

namespace Crm.Sdk.Benchmarks.Recommendation;

/// <summary>The baseline: Apriori as it is taught (Agrawal, Srikant 1994). Candidates of each size joined from the sets of the size before, counted basket by basket.</summary>
internal static class Apriori
{
    public static Dictionary<string, int> Mine(BasketSet baskets, int minCount, int maxLength)
    {
        var all = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] singles = new int[baskets.Items.Count];
        for (int basket = 0; basket < baskets.Count; basket++)
        {
            foreach (int item in baskets[basket])
            {
                singles[item]++;
            }
        }

        List<int[]> frequent = [.. Enumerable.Range(0, singles.Length).Where(item => singles[item] >= minCount).Select(static item => new[] { item })];
        foreach (int[] set in frequent)
        {
            all.Add(Key(set), singles[set[0]]);
        }

        for (int size = 2; size <= maxLength && frequent.Count > 0; size++)
        {
            ILookup<int, (int[] Set, int[] Count)> candidates = Join(frequent, all).Select(static set => (set, new int[1])).ToLookup(static candidate => candidate.set[0]);
            for (int basket = 0; basket < baskets.Count; basket++)
            {
                ReadOnlySpan<int> items = baskets[basket];
                foreach (int first in items)
                {
                    foreach ((int[] set, int[] count) in candidates[first])
                    {
                        count[0] += Holds(items, set) ? 1 : 0;
                    }
                }
            }

            frequent = [];
            foreach ((int[] set, int[] count) in candidates.SelectMany(static group => group))
            {
                if (count[0] >= minCount)
                {
                    frequent.Add(set);
                    all.Add(Key(set), count[0]);
                }
            }
        }

        return all;
    }

    public static string Key(IEnumerable<int> set) => string.Join(' ', set);

    private static IEnumerable<int[]> Join(List<int[]> frequent, Dictionary<string, int> known)
    {
        foreach (IGrouping<string, int[]> group in frequent.GroupBy(static set => Key(set.SkipLast(1))))
        {
            int[][] sets = [.. group.OrderBy(static set => set[^1])];
            for (int i = 0; i < sets.Length; i++)
            {
                for (int j = i + 1; j < sets.Length; j++)
                {
                    int[] joined = [.. sets[i], sets[j][^1]];
                    if (Enumerable.Range(0, joined.Length - 2).All(without => known.ContainsKey(Key(joined.Where((_, at) => at != without)))))
                    {
                        yield return joined;
                    }
                }
            }
        }
    }

    private static bool Holds(ReadOnlySpan<int> items, int[] set)
    {
        int at = 0;
        foreach (int item in items)
        {
            if (item == set[at] && ++at == set.Length)
            {
                return true;
            }
        }

        return false;
    }
}
