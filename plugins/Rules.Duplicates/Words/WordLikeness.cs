namespace Crm.Sdk.Rules.Duplicates;

/// <summary>How alike two words are: equal, misspelt, shortened, an initial.</summary>
/// <remarks>Symmetric and thread-safe.</remarks>
internal static class WordLikeness
{
    /// <returns>0 to 1; below 0.7 they are different words.</returns>
    public static double Of(string a, string b)
    {
        if (a == b)
        {
            return 1;
        }

        (string shorter, string longer) = a.Length <= b.Length ? (a, b) : (b, a);
        if (HasDigit(a) || HasDigit(b))
        {
            return 0; // 5th is not nearly 6th
        }

        if (shorter.Length == 1)
        {
            return longer[0] == shorter[0] ? 0.78 : 0;
        }

        if (LatinWords.SameGivenName(a, b))
        {
            return 0.95;
        }

        int errors = EditDistance.UpTo(a, b, 2);
        double misspelt = errors switch
        {
            1 when longer.Length >= 4 => 0.93,
            1 when longer.Length == 3 => 0.72,
            2 when longer.Length >= 8 => 0.88,
            2 when longer.Length == 7 && longer[0] == shorter[0] => 0.8,
            _ => 0,
        };
        double shortened = shorter.Length >= 3 && longer.StartsWith(shorter, StringComparison.Ordinal) ? 0.88 : 0;
        double similar = shorter.Length >= 5 && JaroWinkler.Of(a, b) is >= 0.93 and var jaro ? jaro - 0.08 : 0;
        return Math.Max(misspelt, Math.Max(shortened, similar));
    }

    private static bool HasDigit(string word) => word.AsSpan().ContainsAnyInRange('0', '9');
}
