namespace Crm.Sdk.Import;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearNames
{
    private const int MaxDistance = 3;

    /// <summary><c> Did you mean 'x'?</c> where a known name is near, else nothing.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        (string Name, int Distance) nearest = known
            .Select(candidate => (candidate, Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .DefaultIfEmpty((string.Empty, int.MaxValue))
            .MinBy(static pair => pair.Item2);
        return nearest.Distance <= Math.Min(MaxDistance, Math.Max(1, name.Length / 2)) ? $" Did you mean '{nearest.Name}'?" : string.Empty;
    }

    /// <summary>How many letters must be put in, left out or replaced (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
