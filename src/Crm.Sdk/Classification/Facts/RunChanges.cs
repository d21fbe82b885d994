using System.Collections.Concurrent;

namespace Crm.Sdk.Classification;

/// <summary>What lies between an earlier result and a run: which customers had events, and which facts of whom are different.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RunChanges(ClassificationResult previous, ClassificationInput input, FactTable now)
{
    private readonly ConcurrentDictionary<(Fact Fact, bool TimeAside), Lazy<RowBits>> _changed = [];

    /// <summary>The rows whose facts of orders have to be computed again: touched ones, and those of whom an event left one of the windows since.</summary>
    public static int[] RowsToCompute(ClassificationResult previous, ClassificationInput input, IReadOnlyList<Trailing> windows)
    {
        RowBits rows = Touched(previous, input);
        if (previous.AsOf.Date == input.AsOf.Date)
        {
            return rows.ToRows();
        }

        OrderColumns columns = input.Columns;
        foreach (Trailing window in windows)
        {
            if (window.FirstDay(previous.AsOf.Date) is not { } before || window.FirstDay(input.AsOf.Date) is not { } now)
            {
                continue;
            }

            long from = previous.AsOf.Zone.StartOf(before).ToUnixMicroseconds(), until = input.AsOf.Zone.StartOf(now).ToUnixMicroseconds();
            for (int row = 0; row < previous.Columns.Customers; row++)
            {
                int start = columns.Offsets[row], end = columns.Offsets[row + 1];
                if (start < end && columns.Microseconds[end - 1] >= from && columns.Microseconds[start] < until
                    && columns.LowerBound(start, end, from) != columns.LowerBound(start, end, until))
                {
                    rows.Mark(row);
                }
            }
        }

        return rows.ToRows();
    }

    /// <summary>The rows that are new, whose events or records changed, or of whom an event came to pass since.</summary>
    public static int[] TouchedRows(ClassificationResult previous, ClassificationInput input) => Touched(previous, input).ToRows();

    private static RowBits Touched(ClassificationResult previous, ClassificationInput input)
    {
        OrderColumns columns = input.Columns;
        var touched = new RowBits(columns.Customers);
        touched.MarkFrom(previous.Columns.Customers);
        long before = previous.AsOf.Instant.ToUnixMicroseconds(), until = input.AsOf.Instant.ToUnixMicroseconds();
        int generation = previous.Columns.Generation;
        for (int row = 0; row < previous.Columns.Customers; row++)
        {
            if (columns.ChangedIn?[row] > generation || columns.EndAt(row, before) != columns.EndAt(row, until))
            {
                touched.Mark(row);
            }
        }

        return touched;
    }

    /// <summary>The rows for which a rule has to be asked again.</summary>
    public int[] RowsToAsk(RuleDescriptor rule, RuleResult before)
    {
        var rows = new RowBits(now.Count);
        rows.MarkFrom(before.Count);
        foreach (Fact fact in rule.Facts)
        {
            rows.Or(Changed(fact, timeAside: rule.KnowsItsRecheck && fact.Motion == Motion.EveryDay));
        }

        foreach (int row in before.FailedRows)
        {
            rows.Mark(row);
        }

        if (before.Rechecks is { } rechecks)
        {
            int today = FactColumn.DayOf(input.AsOf.Date);
            for (int row = 0; row < rechecks.Length; row++)
            {
                if (rechecks[row] <= today)
                {
                    rows.Mark(row);
                }
            }
        }

        return rows.ToRows();
    }

    private RowBits Changed(Fact fact, bool timeAside) =>
        _changed.GetOrAdd((fact, timeAside), key => new Lazy<RowBits>(() => Compare(key.Fact, key.TimeAside))).Value; // several rules read one fact

    private RowBits Compare(Fact fact, bool timeAside)
    {
        var changed = new RowBits(now.Count);
        if (previous.Facts.Find(fact) is not { } before)
        {
            changed.MarkFrom(0);
        }
        else
        {
            int days = timeAside ? FactColumn.DayOf(input.AsOf.Date) - FactColumn.DayOf(previous.AsOf.Date) : 0;
            FactColumns.MarkChanges(before, now.Find(fact)!, days, changed);
        }

        return changed;
    }
}
