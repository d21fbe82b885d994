using Crm.Sdk.Classification;

namespace Crm.Sdk.Clustering;

/// <summary>Facts as points: less the median, over the interquartile range. Rows with an undefined fact are left out.</summary>
internal sealed class ScaledFacts
{
    public ScaledFacts(FactTable table)
    {
        FactColumn[] columns = [.. table.Columns.OrderBy(static column => column.Fact.Key, StringComparer.Ordinal)];
        if (columns.Length == 0 || columns.FirstOrDefault(static column => !FactNumbers.IsNumber(column.Fact)) is not null)
        {
            throw new CrmException(ClusteringErrorCodes.BadInput, $"The facts {string.Join(", ", columns.Select(static column => column.Fact.Key))} are none, or not all of them numbers; give counts, amounts and numbers.");
        }

        int[] rows = [.. Enumerable.Range(0, table.Count).Where(row => Array.TrueForAll(columns, column => !double.IsNaN(FactNumbers.At(column, row))))];
        double[] coordinates = new double[rows.Length * columns.Length], middles = new double[columns.Length], scales = new double[columns.Length];
        for (int at = 0; at < columns.Length; at++)
        {
            double[] values = [.. rows.Select(row => FactNumbers.At(columns[at], row))];
            (middles[at], scales[at]) = Scale(values);
            for (int i = 0; i < rows.Length; i++)
            {
                coordinates[(i * columns.Length) + at] = (values[i] - middles[at]) / scales[at];
            }
        }

        Currency = table.Currency.Code;
        Facts = columns.Select(static column => column.Fact.Key).ToValueList();
        Middles = ValueList.Create<double>(middles);
        Scales = ValueList.Create<double>(scales);
        Points = new PointSet(coordinates, columns.Length);
    }

    public string Currency { get; }

    public ValueList<string> Facts { get; }

    public ValueList<double> Middles { get; }

    public ValueList<double> Scales { get; }

    public PointSet Points { get; }

    private static (double Middle, double Scale) Scale(double[] values)
    {
        if (values.Length == 0)
        {
            return (0, 1);
        }

        double[] sorted = [.. values.Order()];
        double range = At(sorted, 0.75) - At(sorted, 0.25);
        if (range == 0)
        {
            double mean = values.Average();
            range = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        }

        return (At(sorted, 0.5), range > 0 ? range : 1);
    }

    private static double At(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
