using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>The facts that are wanted of one window, as columns to be filled. A column that is null is not wanted.</summary>
internal sealed class WindowFacts
{
    private readonly FactColumn?[] _wanted = new FactColumn?[Enum.GetValues<OrderMeasure>().Length];
    private readonly int _rows;

    private int[]? _orders, _returns, _purchaseDays, _frequency, _daysSinceLast, _daysSinceFirst, _firstDate, _lastDate;
    private long[]? _netSpend, _monetary, _average, _max, _last;
    private double[]? _interval;

    /// <param name="first">The window's first day; null for all time.</param>
    /// <param name="asOf">The instant with which the window ends.</param>
    /// <param name="rows">How many customers there are.</param>
    public WindowFacts(LocalDate? first, AsOf asOf, int rows)
    {
        From = first is { } date ? asOf.Zone.StartOf(date).ToUnixMicroseconds() : long.MinValue;
        _rows = rows;
    }

    /// <summary>The window's first microsecond.</summary>
    public long From { get; }

    /// <summary>Makes a column for a measure.</summary>
    public FactColumn Want(OrderMeasure measure, Fact fact)
    {
        if (_wanted[(int)measure] is { } column)
        {
            return column;
        }

        Array values = fact.ValueType switch
        {
            FactValueType.Money => GC.AllocateUninitializedArray<long>(_rows), // every row is computed, or copied of an earlier run
            FactValueType.Number => GC.AllocateUninitializedArray<double>(_rows),
            _ => GC.AllocateUninitializedArray<int>(_rows),
        };
        _ = measure switch
        {
            OrderMeasure.Orders => (object)(_orders = (int[])values),
            OrderMeasure.Returns => _returns = (int[])values,
            OrderMeasure.PurchaseDays => _purchaseDays = (int[])values,
            OrderMeasure.Frequency => _frequency = (int[])values,
            OrderMeasure.DaysSinceLastOrder => _daysSinceLast = (int[])values,
            OrderMeasure.DaysSinceFirstOrder => _daysSinceFirst = (int[])values,
            OrderMeasure.FirstOrderDate => _firstDate = (int[])values,
            OrderMeasure.LastOrderDate => _lastDate = (int[])values,
            OrderMeasure.NetSpend => _netSpend = (long[])values,
            OrderMeasure.Monetary => _monetary = (long[])values,
            OrderMeasure.AverageOrder => _average = (long[])values,
            OrderMeasure.MaxOrder => _max = (long[])values,
            OrderMeasure.LastOrderAmount => _last = (long[])values,
            OrderMeasure.UsualIntervalDays => _interval = (double[])values,
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "There is no such measure."),
        };
        return _wanted[(int)measure] = values switch
        {
            int[] ints => FactColumn.Of(fact, ints),
            long[] longs => FactColumn.Of(fact, longs),
            _ => FactColumn.Of(fact, (double[])values),
        };
    }

    /// <summary>Begins a wanted column as an earlier one of as many or fewer customers; counts of days grow by those that passed.</summary>
    public void GoOnFrom(OrderMeasure measure, FactColumn before, int days)
    {
        Array values = _wanted[(int)measure]!.Values;
        Array.Copy(before.Values, values, before.Count);
        if (days != 0 && measure is OrderMeasure.DaysSinceLastOrder or OrderMeasure.DaysSinceFirstOrder)
        {
            foreach (ref int value in ((int[])values).AsSpan(0, before.Count))
            {
                value += value == FactColumn.UndefinedInt32 ? 0 : days;
            }
        }
    }

    /// <summary>Computes all wanted facts of one customer.</summary>
    /// <param name="at">The row in the columns of facts.</param>
    /// <param name="history">The customer's events in the window.</param>
    /// <param name="today">The as-of date.</param>
    /// <param name="scratch">The thread's own.</param>
    public void Compute(int at, in OrderHistory history, int today, FactScratch scratch)
    {
        ReadOnlySpan<OrderMarks> marks = history.Marks;
        ReadOnlySpan<long> amounts = history.Amounts[..marks.Length];
        int returns = 0;
        long net = 0, overflow = 0;
        OrderMarks any = OrderMarks.None;
        for (int i = 0; i < marks.Length; i++)
        {
            returns += (int)(marks[i] & OrderMarks.Return);
            any |= marks[i];
            long sum = net + amounts[i];
            overflow |= (net ^ sum) & (amounts[i] ^ sum);
            net = sum;
        }

        int orders = marks.Length - returns;
        long netOrUndefined = (any & OrderMarks.AmountUnknown) != 0 || overflow < 0 ? FactColumn.UndefinedInt64 : net;
        Put(_orders, at, orders);
        Put(_returns, at, returns);
        Put(_netSpend, at, netOrUndefined);
        if (orders == 0)
        {
            NoOrder(at);
            return;
        }

        Put(_frequency, at, orders);
        Put(_monetary, at, netOrUndefined);
        if ((_daysSinceLast ?? _lastDate ?? _daysSinceFirst ?? _firstDate) is not null || _last is not null)
        {
            Ends(at, history, today, scratch);
        }

        if (_average is not null || _max is not null)
        {
            Sizes(at, history, orders);
        }

        if (_purchaseDays is not null || _interval is not null)
        {
            Days(at, history, scratch);
        }
    }

    private void NoOrder(int at)
    {
        Put(_frequency, at, FactColumn.UndefinedInt32);
        Put(_daysSinceLast, at, FactColumn.UndefinedInt32);
        Put(_daysSinceFirst, at, FactColumn.UndefinedInt32);
        Put(_firstDate, at, FactColumn.UndefinedInt32);
        Put(_lastDate, at, FactColumn.UndefinedInt32);
        Put(_monetary, at, FactColumn.UndefinedInt64);
        Put(_average, at, FactColumn.UndefinedInt64);
        Put(_max, at, FactColumn.UndefinedInt64);
        Put(_last, at, FactColumn.UndefinedInt64);
        Put(_purchaseDays, at, 0);
        if (_interval is not null)
        {
            _interval[at] = double.NaN;
        }
    }

    private void Ends(int at, in OrderHistory history, int today, FactScratch scratch)
    {
        int first = 0, last = history.Count - 1;
        while ((history.Marks[first] & OrderMarks.Return) != 0)
        {
            first++;
        }

        while ((history.Marks[last] & OrderMarks.Return) != 0)
        {
            last--;
        }

        int lastDay = scratch.DayOf(history.Microseconds[last]);
        Put(_lastDate, at, lastDay);
        Put(_daysSinceLast, at, today - lastDay);
        Put(_last, at, (history.Marks[last] & OrderMarks.AmountUnknown) != 0 ? FactColumn.UndefinedInt64 : history.Amounts[last]);
        if (_firstDate is not null || _daysSinceFirst is not null)
        {
            int firstDay = scratch.DayOf(history.Microseconds[first]);
            Put(_firstDate, at, firstDay);
            Put(_daysSinceFirst, at, today - firstDay);
        }
    }

    private void Sizes(int at, in OrderHistory history, int orders)
    {
        long max = long.MinValue;
        bool unknown = false;
        for (int i = 0; i < history.Count; i++)
        {
            OrderMarks mark = history.Marks[i];
            if ((mark & OrderMarks.Return) == 0)
            {
                unknown |= (mark & OrderMarks.AmountUnknown) != 0;
                max = Math.Max(max, history.Amounts[i]);
            }
        }

        Put(_max, at, unknown ? FactColumn.UndefinedInt64 : max);
        if (_average is not null)
        {
            _average[at] = unknown ? FactColumn.UndefinedInt64 : Mean(history, orders);
        }
    }

    private void Days(int at, in OrderHistory history, FactScratch scratch)
    {
        int days = 0, before = 0;
        Span<int> gaps = _interval is null ? [] : scratch.Gaps(history.Count);
        for (int i = 0; i < history.Count; i++)
        {
            if ((history.Marks[i] & OrderMarks.Return) != 0)
            {
                continue;
            }

            int day = scratch.DayOf(history.Microseconds[i]);
            if (days > 0 && day == before)
            {
                continue;
            }

            if (days > 0 && !gaps.IsEmpty)
            {
                gaps[days - 1] = day - before;
            }

            days++;
            before = day;
        }

        Put(_purchaseDays, at, days);
        if (_interval is not null)
        {
            _interval[at] = days < 2 ? double.NaN : Median(gaps[..(days - 1)]);
        }
    }

    private static double Median(Span<int> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + (double)values[middle]) / 2;
    }

    /// <summary>The mean amount of the orders, rounded half away from zero.</summary>
    private static long Mean(in OrderHistory history, int orders)
    {
        Int128 sum = 0;
        for (int i = 0; i < history.Count; i++)
        {
            sum += (history.Marks[i] & OrderMarks.Return) == 0 ? history.Amounts[i] : 0;
        }

        (Int128 mean, Int128 rest) = Int128.DivRem(sum, orders);
        return (long)(Int128.Abs(rest) * 2 >= orders ? mean + Int128.Sign(sum) : mean);
    }

    private static void Put(int[]? column, int at, int value)
    {
        if (column is not null)
        {
            column[at] = value;
        }
    }

    private static void Put(long[]? column, int at, long value)
    {
        if (column is not null)
        {
            column[at] = value;
        }
    }
}
