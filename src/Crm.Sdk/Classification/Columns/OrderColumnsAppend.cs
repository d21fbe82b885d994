namespace Crm.Sdk.Classification;

/// <summary>Puts new events among those of customers who are there, in one pass that copies everything between two of them in one piece.</summary>
internal sealed class OrderColumnsAppend
{
    private readonly OrderColumns _old;
    private readonly (int Row, OrderEvent Event)[] _new; // by row, then in the order of a history
    private readonly int[] _places; // by new event: the old event before which it goes, counted over all customers

    public OrderColumnsAppend(OrderColumns old, ReadOnlySpan<OrderEvent> orders, ICollection<CustomerId> undecided)
    {
        _old = old;
        _new = Sorted(old, orders, undecided);
        _places = new int[_new.Length];
        int kept = 0;
        for (int at = 0; at < _new.Length;)
        {
            int end = at + 1;
            while (end < _new.Length && _new[end].Row == _new[at].Row)
            {
                end++;
            }

            if (TryPlace(at, end, kept))
            {
                kept += end - at;
            }
            else
            {
                undecided.Add(_new[at].Event.Customer);
            }

            at = end;
        }

        Array.Resize(ref _new, kept);
    }

    public OrderColumns Run()
    {
        if (_new.Length == 0)
        {
            return _old;
        }

        int events = _old.Events + _new.Length <= Array.MaxLength
            ? _old.Events + _new.Length
            : throw new CrmException(ClassificationErrorCodes.BadOrderEvents, $"There are more than {Array.MaxLength:N0} order events; split the tenant's customers over several hosts.");
        long[] microseconds = GC.AllocateUninitializedArray<long>(events), amounts = GC.AllocateUninitializedArray<long>(events);
        OrderMarks[] marks = GC.AllocateUninitializedArray<OrderMarks>(events);
        long unknown = _old.UnknownAmounts;
        int from = 0;
        for (int i = 0; i < _new.Length; i++)
        {
            Copy(from, _places[i], i, microseconds, amounts, marks);
            from = _places[i];
            OrderEvent added = _new[i].Event;
            bool isUnknown = (added.Marks & OrderMarks.AmountUnknown) != 0;
            unknown += isUnknown ? 1 : 0;
            microseconds[from + i] = added.Microseconds;
            amounts[from + i] = isUnknown ? 0 : added.NetMinor;
            marks[from + i] = added.Marks;
        }

        Copy(from, _old.Events, _new.Length, microseconds, amounts, marks);
        return _old.Next(Offsets(), microseconds, amounts, marks, unknown, ChangedIn());
    }

    /// <summary>The new events of customers who are there, in order.</summary>
    private static (int Row, OrderEvent Event)[] Sorted(OrderColumns old, ReadOnlySpan<OrderEvent> orders, ICollection<CustomerId> undecided)
    {
        var events = new (int Row, OrderEvent Event)[orders.Length];
        int count = 0;
        foreach (ref readonly OrderEvent order in orders)
        {
            if (old.TryFind(order.Customer, out int row))
            {
                events[count++] = (row, order);
            }
            else
            {
                undecided.Add(order.Customer);
            }
        }

        Array.Resize(ref events, count);
        Array.Sort(events, static (a, b) =>
        {
            int order = a.Row.CompareTo(b.Row);
            order = order != 0 ? order : a.Event.Microseconds.CompareTo(b.Event.Microseconds);
            return order != 0 ? order : a.Event.Order.CompareTo(b.Event.Order);
        });
        return events;
    }

    /// <summary>Finds where the new events of one customer go, and moves them up; not where one has an old one's instant, since columns keep no order ids to tell which comes first, or whether both are one.</summary>
    private bool TryPlace(int at, int end, int kept)
    {
        int start = _old.Offsets[_new[at].Row], stop = _old.Offsets[_new[at].Row + 1];
        for (int i = at; i < end; i++)
        {
            long instant = _new[i].Event.Microseconds;
            start = _old.LowerBound(start, stop, instant);
            if ((start < stop && _old.Microseconds[start] == instant) || (i > at && _new[i].Event.Order == _new[i - 1].Event.Order))
            {
                return false;
            }

            _places[kept + i - at] = start;
        }

        _new.AsSpan(at, end - at).CopyTo(_new.AsSpan(kept));
        return true;
    }

    private void Copy(int from, int until, int shift, long[] microseconds, long[] amounts, OrderMarks[] marks)
    {
        _old.Microseconds[from..until].CopyTo(microseconds.AsSpan(from + shift));
        _old.Amounts[from..until].CopyTo(amounts.AsSpan(from + shift));
        _old.Marks[from..until].CopyTo(marks.AsSpan(from + shift));
    }

    private int[] Offsets()
    {
        int[] offsets = new int[_old.Offsets.Length];
        int added = 0;
        for (int row = 0; row < _old.Customers; row++)
        {
            while (added < _new.Length && _new[added].Row == row)
            {
                added++;
            }

            offsets[row + 1] = _old.Offsets[row + 1] + added;
        }

        return offsets;
    }

    private int[] ChangedIn()
    {
        int[] changedIn = new int[_old.Customers];
        _old.ChangedIn?.CopyTo(changedIn, 0);
        foreach ((int row, _) in _new)
        {
            changedIn[row] = _old.Generation + 1;
        }

        return changedIn;
    }
}
