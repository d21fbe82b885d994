namespace Crm.Sdk.Classification;

/// <summary>A/B/C by share of the sum of a value, after Pareto: the least value of class B and that of class A.</summary>
internal static class ParetoShares
{
    /// <returns>The two edges, ascending, a value on an edge belonging to the upper class; none where no value is above zero. And the number of values above zero.</returns>
    public static (double[] Edges, int Count) Of(FactColumn column, ShareFormula formula) => column.Fact.ValueType switch
    {
        FactValueType.Whole32 => OfWhole([.. column.Int32Values.ToArray().Where(static value => value > 0).Select(static value => (long)value)], formula),
        FactValueType.Number => OfNumbers([.. column.DoubleValues.ToArray().Where(static value => value > 0)], formula),
        _ => OfWhole([.. column.Int64Values.ToArray().Where(static value => value > 0)], formula),
    };

    // A customer belongs to a class while those above hold less than the class's share.
    private static (double[] Edges, int Count) OfWhole(long[] values, ShareFormula formula)
    {
        values.AsSpan().Sort();
        Int128 total = 0, above = 0;
        foreach (long value in values)
        {
            total += value;
        }

        long a = 0, b = 0;
        for (int i = values.Length - 1; i >= 0 && above * 100 < total * formula.B; i--)
        {
            a = above * 100 < total * formula.A ? values[i] : a;
            b = values[i];
            above += values[i];
        }

        return values.Length == 0 ? ([], 0) : ([b, a], values.Length);
    }

    private static (double[] Edges, int Count) OfNumbers(double[] values, ShareFormula formula)
    {
        values.AsSpan().Sort();
        double total = 0, above = 0;
        foreach (double value in values)
        {
            total += value; // ascending, so that small values are not lost
        }

        double a = 0, b = 0;
        for (int i = values.Length - 1; i >= 0 && above * 100 < total * formula.B; i--)
        {
            a = above * 100 < total * formula.A ? values[i] : a;
            b = values[i];
            above += values[i];
        }

        return values.Length == 0 ? ([], 0) : ([b, a], values.Length);
    }
}
