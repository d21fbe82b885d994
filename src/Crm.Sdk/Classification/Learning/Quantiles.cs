namespace Crm.Sdk.Classification;

/// <summary>Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), the default of R.</summary>
internal static class Quantiles
{
    /// <summary>The edges of a number of bins, of all defined values of a column.</summary>
    /// <returns>The edges and the number of values; no edges where there are no values.</returns>
    public static (double[] Edges, int Count) Of(FactColumn column, int bins)
    {
        if (column.Fact.ValueType == FactValueType.Number)
        {
            double[] sorted = DefinedValues.Numbers(column);
            sorted.AsSpan().Sort();
            return (Edges(bins, sorted.Length, rank => sorted[rank]), sorted.Length);
        }

        long[] values = DefinedValues.Whole(column);
        int[] ranks = Ranks(bins, values.Length);
        long[] found = RankSelection.At(values, ranks);
        return (Edges(bins, values.Length, rank => found[Array.BinarySearch(ranks, rank)]), values.Length);
    }

    /// <summary>The ranks that edges lie on or between.</summary>
    private static int[] Ranks(int bins, int count)
    {
        var ranks = new SortedSet<int>();
        for (int k = 1; k < bins && count > 0; k++)
        {
            (long place, long rest) = Math.DivRem((count - 1L) * k, bins);
            ranks.Add((int)place);
            if (rest != 0)
            {
                ranks.Add((int)place + 1);
            }
        }

        return [.. ranks];
    }

    /// <summary>Edge k lies at the rank (count − 1) k / bins; between two ranks, in proportion.</summary>
    private static double[] Edges(int bins, int count, Func<int, double> at)
    {
        if (count == 0)
        {
            return [];
        }

        double[] edges = new double[bins - 1];
        for (int k = 1; k < bins; k++)
        {
            (long place, long rest) = Math.DivRem((count - 1L) * k, bins);
            double low = at((int)place);
            double high = rest == 0 ? low : at((int)place + 1);

            // Multiplied before divided: exact wherever the edge is a whole number, so that a value on an edge is seen to be on it.
            edges[k - 1] = rest == 0 || low == high ? low : low + ((high - low) * rest / bins);
        }

        return edges;
    }
}
