namespace Crm.Sdk.Classification;

/// <summary>Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), the default of R.</summary>
internal static class Quantiles
{
    private const int CountingRange = 1 << 20;

    /// <summary>The edges of a number of bins, of all defined values of a column.</summary>
    /// <returns>The edges and the number of values; no edges where there are no values.</returns>
    public static (double[] Edges, int Count) Of(FactColumn column, int bins) => column.Fact.ValueType switch
    {
        FactValueType.Whole32 => OfInts(column.Int32Values, bins),
        FactValueType.Number => OfDoubles(column.DoubleValues, bins),
        _ => OfLongs(column.Int64Values, bins),
    };

    private static (double[] Edges, int Count) OfInts(ReadOnlySpan<int> values, int bins)
    {
        int min = int.MaxValue, max = int.MinValue, count = 0;
        foreach (int value in values)
        {
            if (value != FactColumn.UndefinedInt32)
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
                count++;
            }
        }

        return count == 0 ? ([], 0)
            : (long)max - min < CountingRange ? (ByCounting(values, min, max, count, bins), count)
            : (BySorting(values, count, bins), count);
    }

    private static (double[] Edges, int Count) OfLongs(ReadOnlySpan<long> values, int bins)
    {
        long[] sorted = new long[values.Length];
        int count = 0;
        foreach (long value in values)
        {
            sorted[count] = value;
            count += value == FactColumn.UndefinedInt64 ? 0 : 1;
        }

        sorted.AsSpan(0, count).Sort();
        return (Edges(bins, count, at => sorted[at]), count);
    }

    private static (double[] Edges, int Count) OfDoubles(ReadOnlySpan<double> values, int bins)
    {
        double[] sorted = new double[values.Length];
        int count = 0;
        foreach (double value in values)
        {
            sorted[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        sorted.AsSpan(0, count).Sort();
        return (Edges(bins, count, at => sorted[at]), count);
    }

    private static double[] ByCounting(ReadOnlySpan<int> values, int min, int max, int count, int bins)
    {
        int[] upTo = new int[max - min + 1];
        foreach (int value in values)
        {
            if (value != FactColumn.UndefinedInt32)
            {
                upTo[value - min]++;
            }
        }

        for (int i = 1; i < upTo.Length; i++)
        {
            upTo[i] += upTo[i - 1];
        }

        return Edges(bins, count, at =>
        {
            int found = Array.BinarySearch(upTo, at + 1);
            if (found < 0)
            {
                return min + ~found;
            }

            while (found > 0 && upTo[found - 1] == upTo[found])
            {
                found--; // values that do not occur
            }

            return min + found;
        });
    }

    private static double[] BySorting(ReadOnlySpan<int> values, int count, int bins)
    {
        int[] sorted = values.ToArray();
        sorted.AsSpan().Sort(); // undefined ones are the least
        int undefined = sorted.Length - count;
        return Edges(bins, count, at => sorted[undefined + at]);
    }

    /// <summary>Edge k lies at the place (count − 1) k / bins of the sorted values; between two of them, in proportion.</summary>
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
