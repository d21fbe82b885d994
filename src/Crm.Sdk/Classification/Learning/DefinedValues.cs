namespace Crm.Sdk.Classification;

/// <summary>The values of a column without the undefined ones.</summary>
internal static class DefinedValues
{
    /// <summary>Of a column of whole numbers or money.</summary>
    public static long[] Whole(FactColumn column)
    {
        long[] values = new long[column.Count];
        int count = 0;
        if (column.Fact.ValueType == FactValueType.Whole32)
        {
            foreach (int value in column.Int32Values)
            {
                values[count] = value;
                count += value == FactColumn.UndefinedInt32 ? 0 : 1;
            }
        }
        else
        {
            foreach (long value in column.Int64Values)
            {
                values[count] = value;
                count += value == FactColumn.UndefinedInt64 ? 0 : 1;
            }
        }

        return count == values.Length ? values : values[..count];
    }

    /// <summary>Of a column of numbers.</summary>
    public static double[] Numbers(FactColumn column)
    {
        double[] values = new double[column.Count];
        int count = 0;
        foreach (double value in column.DoubleValues)
        {
            values[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        return count == values.Length ? values : values[..count];
    }
}
