namespace Crm.Sdk.Rules.Duplicates;

/// <summary>How many typing errors lie between two texts: Damerau (1964), in the form of optimal string alignment.</summary>
/// <remarks>Insertion, deletion, substitution and the swap of two neighbours count one each. Thread-safe.</remarks>
internal static class EditDistance
{
    private const int MaxLength = 128;

    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, MaxLength)];
        b = b[..Math.Min(b.Length, MaxLength)];
        Span<int> before = stackalloc int[MaxLength + 1], last = stackalloc int[MaxLength + 1], row = stackalloc int[MaxLength + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int least = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, before[j - 2] + 1);
                }

                row[j] = least;
            }

            Span<int> free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }

    /// <summary>The share of the longer text that is free of errors, 0 to 1.</summary>
    public static double Ratio(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int longer = Math.Min(Math.Max(a.Length, b.Length), MaxLength);
        return longer == 0 ? 1 : 1 - ((double)Of(a, b) / longer);
    }
}
