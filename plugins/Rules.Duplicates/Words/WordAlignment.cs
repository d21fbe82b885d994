namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Two lists of words laid side by side: which words have a counterpart, whatever their order, and how much is left over.</summary>
/// <remarks>
/// A soft form of the token measures of Cohen, Ravikumar and Fienberg (2003, A comparison of string metrics for matching names and records): each word pairs with at most
/// one other, the most alike first. Thread-safe.
/// </remarks>
internal readonly record struct WordAlignment
{
    /// <summary>The most words that are looked at.</summary>
    public const int MaxWords = 12;

    private const double LeastAlike = 0.7;
    private const double ConflictShare = 0.4;

    private WordAlignment(double likeness, double information, int telling)
    {
        Likeness = likeness;
        Information = information;
        TellingPairs = telling;
    }

    /// <summary>How alike, 0 to 1.</summary>
    public double Likeness { get; }

    /// <summary>How much the words that pair say, in bits: long words are rarer than short ones.</summary>
    public double Information { get; }

    /// <summary>How many pairs of telling words there are.</summary>
    public int TellingPairs { get; }

    public static WordAlignment Of(ReadOnlySpan<WeightedWord> a, ReadOnlySpan<WeightedWord> b)
    {
        if (IsBefore(b, a))
        {
            ReadOnlySpan<WeightedWord> first = b; // one order, so that ties fall the same way from both sides
            b = a;
            a = first;
        }

        Span<bool> usedA = stackalloc bool[MaxWords], usedB = stackalloc bool[MaxWords];
        Span<double> alike = stackalloc double[MaxWords * MaxWords];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                alike[(i * MaxWords) + j] = WordLikeness.Of(a[i].Text, b[j].Text);
            }
        }

        double information = 0, matchedA = 0, matchedB = 0;
        int telling = 0;
        while (Best(a, b, alike, usedA, usedB) is (var i, var j, var how) && how >= LeastAlike)
        {
            usedA[i] = usedB[j] = true;
            matchedA += a[i].Weight * how;
            matchedB += b[j].Weight * how;
            double weight = Math.Min(a[i].Weight, b[j].Weight);
            information += weight * how * Math.Clamp(1.2 + (0.55 * Math.Min(a[i].Text.Length, b[j].Text.Length)), 2, 4.5);
            telling += weight >= WeightedWord.Telling ? 1 : 0;
        }

        double wholeA = Sum(a), wholeB = Sum(b);
        double dice = (matchedA + matchedB) / (wholeA + wholeB);
        double contained = Math.Max(matchedA / wholeA, matchedB / wholeB);
        double conflict = Math.Min(Left(a, usedA), Left(b, usedB));
        double likeness = (0.55 * dice) + (0.45 * Math.Min(contained, 1)) - (ConflictShare * Math.Min(1, conflict));
        return new WordAlignment(Math.Clamp(likeness, 0, 1), information, telling);
    }

    private static (int I, int J, double How) Best(
        ReadOnlySpan<WeightedWord> a, ReadOnlySpan<WeightedWord> b, ReadOnlySpan<double> alike, ReadOnlySpan<bool> usedA, ReadOnlySpan<bool> usedB)
    {
        (int I, int J, double How) best = (0, 0, 0);
        double bestRank = 0;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                // Of equally alike pairs the weightier first.
                double how = alike[(i * MaxWords) + j], rank = how + (0.001 * Math.Min(a[i].Weight, b[j].Weight));
                if (!usedA[i] && !usedB[j] && rank > bestRank)
                {
                    best = (i, j, how);
                    bestRank = rank;
                }
            }
        }

        return best;
    }

    private static bool IsBefore(ReadOnlySpan<WeightedWord> a, ReadOnlySpan<WeightedWord> b)
    {
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            int order = string.CompareOrdinal(a[i].Text, b[i].Text);
            order = order != 0 ? order : a[i].Weight.CompareTo(b[i].Weight);
            if (order != 0)
            {
                return order < 0;
            }
        }

        return a.Length < b.Length;
    }

    private static double Left(ReadOnlySpan<WeightedWord> words, ReadOnlySpan<bool> used)
    {
        double left = 0;
        for (int i = 0; i < words.Length; i++)
        {
            left += used[i] ? 0 : words[i].Weight;
        }

        return left;
    }

    private static double Sum(ReadOnlySpan<WeightedWord> words)
    {
        double sum = 0;
        foreach (WeightedWord word in words)
        {
            sum += word.Weight;
        }

        return sum;
    }
}
