namespace Crm.Sdk.Classification;

/// <summary>Operations on columns of any type.</summary>
internal static class FactColumns
{
    /// <summary>A column with some of another's rows.</summary>
    public static FactColumn Gather(FactColumn column, RowSet rows, int from, int count) => column.Fact.ValueType switch
    {
        FactValueType.Whole64 or FactValueType.Money => FactColumn.Of(column.Fact, Gather(column.Int64Values, rows, from, count)),
        FactValueType.Number => FactColumn.Of(column.Fact, Gather(column.DoubleValues, rows, from, count)),
        _ => FactColumn.Of(column.Fact, Gather(column.Int32Values, rows, from, count)),
    };

    /// <summary>A table with some of another's rows.</summary>
    public static FactTable Gather(FactTable table, RowSet rows, int from, int count) =>
        new(count, table.Currency, [.. table.Columns.Select(column => Gather(column, rows, from, count))]);

    /// <summary>Marks the rows, of those that both columns have, whose values differ.</summary>
    /// <param name="before">The earlier column.</param>
    /// <param name="now">The column now, of as many or more rows.</param>
    /// <param name="days">How many days lie between, where a value that grew by just that many has not changed but for time; 0 otherwise.</param>
    /// <param name="changed">Takes the marks.</param>
    public static void MarkChanges(FactColumn before, FactColumn now, int days, RowBits changed)
    {
        switch (now.Fact.ValueType)
        {
            case FactValueType.Whole64 or FactValueType.Money:
                Mark(before.Int64Values, now.Int64Values, days, changed);
                break;
            case FactValueType.Number:
                Mark(before.DoubleValues, now.DoubleValues, changed);
                break;
            default:
                Mark(before.Int32Values, now.Int32Values, days, changed);
                break;
        }
    }

    private static T[] Gather<T>(ReadOnlySpan<T> values, RowSet rows, int from, int count)
    {
        var gathered = new T[count];
        for (int i = 0; i < count; i++)
        {
            gathered[i] = values[rows[from + i]];
        }

        return gathered;
    }

    // Without branches: which rows differ is hard to predict, and a wrong guess would cost more than the comparison.
    private static void Mark(ReadOnlySpan<int> before, ReadOnlySpan<int> now, int days, RowBits changed)
    {
        for (int from = 0; from < before.Length; from += 64)
        {
            ReadOnlySpan<int> old = before.Slice(from, Math.Min(64, before.Length - from)), values = now.Slice(from, old.Length);
            ulong word = 0;
            for (int i = 0; i < old.Length; i++)
            {
                int passed = old[i] == FactColumn.UndefinedInt32 ? 0 : days; // undefined stays undefined: time does not move it
                word |= (values[i] != old[i] + passed ? 1UL : 0) << i;
            }

            changed.Mark64(from, word);
        }
    }

    private static void Mark(ReadOnlySpan<long> before, ReadOnlySpan<long> now, int days, RowBits changed)
    {
        for (int from = 0; from < before.Length; from += 64)
        {
            ReadOnlySpan<long> old = before.Slice(from, Math.Min(64, before.Length - from)), values = now.Slice(from, old.Length);
            ulong word = 0;
            for (int i = 0; i < old.Length; i++)
            {
                int passed = old[i] == FactColumn.UndefinedInt64 ? 0 : days;
                word |= (values[i] != old[i] + passed ? 1UL : 0) << i;
            }

            changed.Mark64(from, word);
        }
    }

    private static void Mark(ReadOnlySpan<double> before, ReadOnlySpan<double> now, RowBits changed)
    {
        for (int from = 0; from < before.Length; from += 64)
        {
            ReadOnlySpan<double> old = before.Slice(from, Math.Min(64, before.Length - from)), values = now.Slice(from, old.Length);
            ulong word = 0;
            for (int i = 0; i < old.Length; i++)
            {
                bool isSame = values[i] == old[i] | (double.IsNaN(values[i]) & double.IsNaN(old[i]));
                word |= (isSame ? 0UL : 1) << i;
            }

            changed.Mark64(from, word);
        }
    }
}
