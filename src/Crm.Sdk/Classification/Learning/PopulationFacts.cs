namespace Crm.Sdk.Classification;

/// <summary>Learns the cut points of population facts, and puts the customers into their bins.</summary>
internal static class PopulationFacts
{
    /// <summary>Learns the cut points of a population fact from the columns of the facts it is of.</summary>
    public static CutPoints Learn(Fact fact, params ReadOnlySpan<FactColumn> of)
    {
        switch (fact.Formula)
        {
            case QuantileFormula quantile:
                (double[] edges, int customers) = Quantiles.Of(of[0], quantile.Bins);
                return new CutPoints(fact.Key, ValueList.Create(edges), EdgeToUpperBin: false, customers);
            case ShareFormula share:
                (edges, customers) = ParetoShares.Of(of[0], share);
                return new CutPoints(fact.Key, ValueList.Create(edges), EdgeToUpperBin: true, customers);
            case WeightedFormula:
                (edges, customers) = WeightedMeasure.Sums(of);
                return new CutPoints(fact.Key, ValueList.Create(edges), EdgeToUpperBin: false, customers);
            default:
                throw new ArgumentException($"'{fact.Key}' is no population fact.", nameof(fact));
        }
    }

    /// <summary>The column of a population fact by cut points that were learned, now or earlier.</summary>
    public static FactColumn Apply(Fact fact, CutPoints cuts, params ReadOnlySpan<FactColumn> of)
    {
        if (fact.Formula is WeightedFormula weighted)
        {
            return FactColumn.Of(fact, WeightedMeasure.Of(weighted, cuts, of));
        }

        int[] bins = BinsOf(of[0], cuts);
        if (fact.Formula is ShareFormula)
        {
            foreach (ref int bin in bins.AsSpan())
            {
                bin = bin == FactColumn.UndefinedInt32 ? bin : 4 - bin; // A, the uppermost, is 1
            }
        }

        return FactColumn.Of(fact, bins);
    }

    /// <summary>The bin of each value, from 1; undefined where the value is.</summary>
    public static int[] BinsOf(FactColumn column, CutPoints cuts)
    {
        int[] bins = new int[column.Count];
        switch (column.Fact.ValueType)
        {
            case FactValueType.Whole32:
                Bin(column.Int32Values, WholeEdges(cuts), bins);
                break;
            case FactValueType.Number:
                Bin(column.DoubleValues, cuts, bins);
                break;
            default:
                Bin(column.Int64Values, WholeEdges(cuts), bins);
                break;
        }

        return bins;
    }

    /// <summary>For each edge the greatest whole number that lies below it in the sense of the bins: a value above that is in a bin above the edge.</summary>
    private static long[] WholeEdges(CutPoints cuts) =>
        [.. cuts.Edges.Select(edge => cuts.EdgeToUpperBin ? Saturate(Math.Ceiling(edge)) - 1 : Saturate(Math.Floor(edge)))];

    private static long Saturate(double edge) => edge >= long.MaxValue ? long.MaxValue : edge <= long.MinValue + 1024 ? long.MinValue + 1 : (long)edge;

    private static void Bin(ReadOnlySpan<int> values, ReadOnlySpan<long> edges, Span<int> bins)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bins[i] = values[i] == FactColumn.UndefinedInt32 ? FactColumn.UndefinedInt32 : 1 + Above(values[i], edges);
        }
    }

    private static void Bin(ReadOnlySpan<long> values, ReadOnlySpan<long> edges, Span<int> bins)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bins[i] = values[i] == FactColumn.UndefinedInt64 ? FactColumn.UndefinedInt32 : 1 + Above(values[i], edges);
        }
    }

    private static void Bin(ReadOnlySpan<double> values, CutPoints cuts, Span<int> bins)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bins[i] = double.IsNaN(values[i]) ? FactColumn.UndefinedInt32 : cuts.BinOf(values[i]);
        }
    }

    private static int Above(long value, ReadOnlySpan<long> edges)
    {
        int above = 0;
        while (edges.Length > 16)
        {
            int middle = edges.Length / 2; // many edges are halved until few are left
            bool isAbove = value > edges[middle];
            above += isAbove ? middle + 1 : 0;
            edges = isAbove ? edges[(middle + 1)..] : edges[..middle];
        }

        foreach (long edge in edges)
        {
            above += value > edge ? 1 : 0;
        }

        return above;
    }
}
