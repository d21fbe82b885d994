namespace Crm.Sdk.Segments;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearName
{
    private const int Listed = 40;

    /// <summary>The end of a message on a name that is not there: what was probably meant, or what there is.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        (string? best, int distance) = (null, Math.Max(2, name.Length / 3) + 1);
        foreach (string candidate in names)
        {
            int steps = Distance(Plain(name), Plain(candidate));
            (best, distance) = steps < distance ? (candidate, steps) : (best, distance);
        }

        return best is not null
            ? $"did you mean '{best}'?"
            : names.Length == 0 ? "there is none." : $"there are {string.Join(", ", names.Take(Listed))}{(names.Length > Listed ? ", …" : string.Empty)}.";
    }

    private static string Plain(string name) => name.Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }
}
