namespace Crm.Sdk.Classification;

/// <summary>A column that is being filled batch by batch; batches of different rows may be put at the same time.</summary>
internal sealed class ColumnBuffer
{
    private readonly Fact _fact;
    private readonly Array _values;

    private ColumnBuffer(Fact fact, Array values)
    {
        _fact = fact;
        _values = values;
    }

    /// <summary>A column to be filled wholly.</summary>
    public static ColumnBuffer Of(Fact fact, int rows) => new(fact, fact.ValueType switch
    {
        FactValueType.Whole64 or FactValueType.Money => new long[rows],
        FactValueType.Number => new double[rows],
        _ => new int[rows],
    });

    /// <summary>A column that begins as an earlier one, with room for more rows.</summary>
    public static ColumnBuffer Of(FactColumn before, int rows)
    {
        ColumnBuffer buffer = Of(before.Fact, rows);
        switch (buffer._values)
        {
            case long[] values:
                before.Int64Values.CopyTo(values);
                break;
            case double[] values:
                before.DoubleValues.CopyTo(values);
                break;
            default:
                before.Int32Values.CopyTo((int[])buffer._values);
                break;
        }

        return buffer;
    }

    /// <summary>Puts the values of a batch into their rows.</summary>
    /// <param name="batch">The values.</param>
    /// <param name="rows">The rows of all batches.</param>
    /// <param name="from">Where in <paramref name="rows"/> the batch begins.</param>
    /// <param name="firstRow">The row that the column begins with.</param>
    public void Put(FactColumn batch, RowSet rows, int from, int firstRow)
    {
        switch (_values)
        {
            case long[] values:
                Put(batch.Int64Values, values, rows, from, firstRow);
                break;
            case double[] values:
                Put(batch.DoubleValues, values, rows, from, firstRow);
                break;
            default:
                Put(batch.Int32Values, (int[])_values, rows, from, firstRow);
                break;
        }
    }

    public FactColumn ToColumn() => _values switch
    {
        long[] values => FactColumn.Of(_fact, values),
        double[] values => FactColumn.Of(_fact, values),
        _ => FactColumn.Of(_fact, (int[])_values),
    };

    private static void Put<T>(ReadOnlySpan<T> batch, T[] values, RowSet rows, int from, int firstRow)
    {
        for (int i = 0; i < batch.Length; i++)
        {
            values[rows[from + i] - firstRow] = batch[i];
        }
    }
}
