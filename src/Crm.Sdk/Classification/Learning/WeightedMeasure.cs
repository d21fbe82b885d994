namespace Crm.Sdk.Classification;

/// <summary>One measure of several facts: shares of their sums, by weight.</summary>
internal static class WeightedMeasure
{
    /// <summary>The sums of the values above zero, exact before they are rounded to a number, and how many customers have all parts.</summary>
    public static (double[] Sums, int Count) Sums(ReadOnlySpan<FactColumn> parts)
    {
        double[] sums = new double[parts.Length];
        for (int part = 0; part < parts.Length; part++)
        {
            Int128 sum = 0;
            foreach (long value in DefinedValues.Whole(parts[part]))
            {
                sum += Math.Max(value, 0);
            }

            sums[part] = (double)sum;
        }

        int count = 0;
        for (int row = 0; row < parts[0].Count; row++)
        {
            count += IsDefined(parts, row) ? 1 : 0;
        }

        return (sums, count);
    }

    /// <summary>The measure of every customer; undefined where a part is.</summary>
    public static double[] Of(WeightedFormula formula, CutPoints sums, ReadOnlySpan<FactColumn> parts)
    {
        double[] measures = new double[parts[0].Count];
        for (int row = 0; row < measures.Length; row++)
        {
            double measure = IsDefined(parts, row) ? 0 : double.NaN;
            for (int part = 0; part < parts.Length; part++)
            {
                // A part that nobody has says nothing of anybody.
                measure += sums.Edges[part] == 0 ? 0 : formula.Parts[part].Weight * (Math.Max(ValueAt(parts[part], row), 0) / sums.Edges[part]);
            }

            measures[row] = measure;
        }

        return measures;
    }

    private static bool IsDefined(ReadOnlySpan<FactColumn> parts, int row)
    {
        foreach (FactColumn part in parts)
        {
            if (ValueAt(part, row) == FactColumn.UndefinedInt64)
            {
                return false;
            }
        }

        return true;
    }

    private static long ValueAt(FactColumn column, int row) => column.Fact.ValueType != FactValueType.Whole32 ? column.Int64Values[row]
        : column.Int32Values[row] is var value && value == FactColumn.UndefinedInt32 ? FactColumn.UndefinedInt64 : value;
}
