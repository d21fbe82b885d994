namespace Crm.Sdk.Conformance;

/// <summary>Finds a shorter list that still fails, by leaving elements out: halves, quarters, … single ones.</summary>
internal static class Shrinker
{
    /// <param name="failing">A list that fails.</param>
    /// <param name="fails">Whether a list fails; asked at most <paramref name="maxRuns"/> times.</param>
    /// <param name="maxRuns">The most attempts.</param>
    public static async Task<IReadOnlyList<T>> ShortenAsync<T>(IReadOnlyList<T> failing, Func<IReadOnlyList<T>, Task<bool>> fails, int maxRuns)
    {
        int runs = 0;
        for (int cut = Math.Max(1, failing.Count / 2); ; cut = Math.Max(1, cut / 2))
        {
            bool shortened = false;
            for (int start = 0; start < failing.Count && failing.Count > 1;)
            {
                if (runs++ == maxRuns)
                {
                    return failing;
                }

                T[] without = [.. failing.Take(start), .. failing.Skip(start + cut)];
                if (without.Length > 0 && await fails(without).ConfigureAwait(false))
                {
                    failing = without;
                    shortened = true;
                }
                else
                {
                    start += cut;
                }
            }

            if (cut == 1 && !shortened)
            {
                return failing;
            }
        }
    }
}
