using Crm.Sdk.Recommendation;

namespace Crm.Sdk.Benchmarks.Recommendation;

/// <summary>The baseline for pairs: one cell for each pair of items, as fast as an array goes.</summary>
internal static class PairCounting
{
    /// <returns>How many items and pairs are in enough baskets.</returns>
    public static int Count(BasketSet baskets, int minCount)
    {
        int items = baskets.Items.Count;
        int[] singles = new int[items], pairs = new int[items * (items - 1) / 2];
        for (int basket = 0; basket < baskets.Count; basket++)
        {
            ReadOnlySpan<int> of = baskets[basket];
            for (int high = 0; high < of.Length; high++)
            {
                singles[of[high]]++;
                int row = of[high] * (of[high] - 1) / 2;
                for (int low = 0; low < high; low++)
                {
                    pairs[row + of[low]]++;
                }
            }
        }

        return singles.Count(count => count >= minCount) + pairs.Count(count => count >= minCount);
    }
}
