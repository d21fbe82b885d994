namespace Crm.Sdk.Rules.Duplicates;

/// <summary>How many typing errors lie between two texts: Damerau (1964), in the form of optimal string alignment.</summary>
/// <remarks>Insertion, deletion, substitution and the swap of two neighbours count one each. Thread-safe.</remarks>
internal static class EditDistance
{
    private const int MaxLength = 128;

    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => UpTo(a, b, MaxLength);

    /// <summary>Whether exactly one error lies between two texts; in one pass over them.</summary>
    public static bool IsOne(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        (a, b) = Differing(a, b);
        return (a.Length - b.Length) switch
        {
            0 => a.Length == 1 || (a.Length == 2 && a[0] == b[1] && a[1] == b[0]),
            1 => b.IsEmpty,
            -1 => a.IsEmpty,
            _ => false,
        };
    }

    /// <summary>The errors between two texts where they are not more than a number; else one more than it, without counting further.</summary>
    public static int UpTo(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        (a, b) = Differing(a, b);
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return most + 1;
        }

        if (a.IsEmpty || b.IsEmpty)
        {
            return a.Length + b.Length;
        }

        Span<int> before = stackalloc int[b.Length + 1], last = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        int leastOfLast = 0;
        for (int i = 1; i <= a.Length; i++)
        {
            int leastOfRow = row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int least = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, before[j - 2] + 1);
                }

                row[j] = least;
                leastOfRow = Math.Min(leastOfRow, least);
            }

            if (leastOfRow > most && leastOfLast >= most) // a swap leads from the row before the last
            {
                return most + 1;
            }

            leastOfLast = leastOfRow;
            Span<int> free = before;
            before = last;
            last = row;
            row = free;
        }

        return Math.Min(last[b.Length], most + 1);
    }

    /// <summary>The share of the longer text that is free of errors, 0 to 1.</summary>
    public static double Ratio(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int longer = Math.Min(Math.Max(a.Length, b.Length), MaxLength);
        return longer == 0 ? 1 : 1 - ((double)Of(a, b) / longer);
    }

    /// <summary>The texts, as far as they are looked at, without what they begin and end with alike: no error lies there.</summary>
    private static Pair Differing(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, MaxLength)];
        b = b[..Math.Min(b.Length, MaxLength)];
        int start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        int end = 0;
        while (end < Math.Min(a.Length, b.Length) && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }

        return new Pair(a[..^end], b[..^end]);
    }

    private readonly ref struct Pair(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        private readonly ReadOnlySpan<char> _a = a, _b = b;

        public void Deconstruct(out ReadOnlySpan<char> first, out ReadOnlySpan<char> second)
        {
            first = _a;
            second = _b;
        }
    }
}
