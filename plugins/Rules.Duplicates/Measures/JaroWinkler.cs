namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The string comparator of Winkler (1990) for names: Jaro's (1989) with a bonus for a common beginning of up to four characters.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class JaroWinkler
{
    private const int MaxLength = 128;
    private const int MaxPrefix = 4;
    private const double PrefixScale = 0.1;

    /// <returns>0 to 1.</returns>
    public static double Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, MaxLength)];
        b = b[..Math.Min(b.Length, MaxLength)];
        if (a.IsEmpty || b.IsEmpty)
        {
            return 0;
        }

        int window = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        Span<bool> inA = stackalloc bool[MaxLength], inB = stackalloc bool[MaxLength];
        int common = 0;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = Math.Max(0, i - window); j < Math.Min(b.Length, i + window + 1); j++)
            {
                if (!inB[j] && a[i] == b[j])
                {
                    inA[i] = inB[j] = true;
                    common++;
                    break;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        int swapped = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if (!inA[i])
            {
                continue;
            }

            while (!inB[j])
            {
                j++;
            }

            swapped += a[i] == b[j++] ? 0 : 1;
        }

        double jaro = (((double)common / a.Length) + ((double)common / b.Length) + ((common - (swapped / 2.0)) / common)) / 3;
        int prefix = Math.Min(a.CommonPrefixLength(b), MaxPrefix);
        return jaro + (prefix * PrefixScale * (1 - jaro));
    }
}
