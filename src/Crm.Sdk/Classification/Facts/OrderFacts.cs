namespace Crm.Sdk.Classification;

/// <summary>Computes facts of orders at an as-of instant, for all customers or a range of rows, all windows in one pass.</summary>
internal static class OrderFacts
{
    private const int RowsAtOnce = 1 << 12;

    public static void Compute(OrderColumns columns, AsOf asOf, IReadOnlyList<WindowFacts> windows, int firstRow, RowSet set, CancellationToken cancellationToken)
    {
        long until = asOf.Instant.ToUnixMicroseconds();
        int rows = set.Count;
        LocalDays days = new(asOf.Zone, Earliest(columns, set), until);
        int today = FactColumn.DayOf(asOf.Date);
        int parts = (rows + RowsAtOnce - 1) / RowsAtOnce;
        if (parts <= 1)
        {
            Part(0, new FactScratch(days));
            return;
        }

        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, parts, options, () => new FactScratch(days), (part, _, scratch) => Part(part, scratch), static _ => { });

        FactScratch Part(int part, FactScratch scratch)
        {
            int end = Math.Min((part + 1) * RowsAtOnce, rows);
            for (int at = part * RowsAtOnce; at < end; at++)
            {
                int row = set[at];
                OrderHistory all = columns.HistoryAt(row, until);
                foreach (WindowFacts window in windows)
                {
                    window.Compute(row - firstRow, window.From == long.MinValue ? all : Since(all, window.From), today, scratch);
                }
            }

            return scratch;
        }
    }

    private static OrderHistory Since(in OrderHistory all, long from)
    {
        int low = 0, high = all.Count;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            (low, high) = all.Microseconds[middle] < from ? (middle + 1, high) : (low, middle);
        }

        return new OrderHistory(all.Microseconds[low..], all.Amounts[low..], all.Marks[low..]);
    }

    private static long Earliest(OrderColumns columns, RowSet set)
    {
        long earliest = long.MaxValue;
        for (int at = 0; at < set.Count; at++)
        {
            int row = set[at];
            int start = columns.Offsets[row];
            if (start < columns.Offsets[row + 1])
            {
                earliest = Math.Min(earliest, columns.Microseconds[start]);
            }
        }

        return earliest;
    }
}
