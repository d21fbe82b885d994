namespace Crm.Sdk.Classification;

/// <summary>Makes the next generation of columns: the rows of the old one in their order, changed ones with the new events, then the new customers.</summary>
internal sealed class OrderColumnsMerge
{
    private readonly OrderColumns _old;
    private readonly OrderColumns _changed;
    private readonly HashSet<int> _removed = [];
    private readonly int[] _rowOfChanged; // by row of the changes: the row in the new generation
    private readonly int[] _changedOfRow; // by row of the new generation: the row of the changes, or −1
    private readonly int[] _oldOfRow; // by row of the new generation: the old row, or −1
    private readonly CustomerIndex _index;

    public OrderColumnsMerge(OrderColumns old, OrderColumns changed, IReadOnlyCollection<CustomerId> removed)
    {
        _old = old;
        _changed = changed;
        foreach (CustomerId id in removed)
        {
            if (old.TryFind(id, out int row) && !changed.TryFind(id, out _))
            {
                _removed.Add(row);
            }
        }

        (_index, _oldOfRow) = _removed.Count > 0 ? WithoutRemoved() : (old.Index, Identity(old.Customers));
        _rowOfChanged = new int[changed.Customers];
        int added = 0;
        for (int row = 0; row < changed.Customers; row++)
        {
            _rowOfChanged[row] = _index.Find(changed.CustomerAt(row).Value);
            added += _rowOfChanged[row] < 0 ? 1 : 0;
        }

        if (added > 0)
        {
            int kept = _index.Count;
            _index = _index.Copy(added);
            for (int row = 0; row < _rowOfChanged.Length; row++)
            {
                _rowOfChanged[row] = _index.GetOrAdd(changed.CustomerAt(row).Value);
            }

            Array.Resize(ref _oldOfRow, _index.Count);
            _oldOfRow.AsSpan(kept).Fill(-1);
        }

        _changedOfRow = new int[_index.Count];
        _changedOfRow.AsSpan().Fill(-1);
        for (int row = 0; row < _rowOfChanged.Length; row++)
        {
            _changedOfRow[_rowOfChanged[row]] = row;
        }
    }

    public OrderColumns Run()
    {
        int[] offsets = Offsets();
        long[] microseconds = GC.AllocateUninitializedArray<long>(offsets[^1]), amounts = GC.AllocateUninitializedArray<long>(offsets[^1]);
        OrderMarks[] marks = GC.AllocateUninitializedArray<OrderMarks>(offsets[^1]);
        for (int row = 0; row < _index.Count;)
        {
            // Neighbours that did not change are copied in one piece.
            int end = row + 1;
            bool isChanged = _changedOfRow[row] >= 0;
            while (!isChanged && end < _index.Count && _changedOfRow[end] < 0 && _oldOfRow[end] == _oldOfRow[end - 1] + 1)
            {
                end++;
            }

            OrderColumns from = isChanged ? _changed : _old;
            int at = from.Offsets[isChanged ? _changedOfRow[row] : _oldOfRow[row]];
            int count = offsets[end] - offsets[row];
            from.Microseconds.Slice(at, count).CopyTo(microseconds.AsSpan(offsets[row]));
            from.Amounts.Slice(at, count).CopyTo(amounts.AsSpan(offsets[row]));
            from.Marks.Slice(at, count).CopyTo(marks.AsSpan(offsets[row]));
            row = end;
        }

        long unknown = 0;
        foreach (OrderMarks mark in marks)
        {
            unknown += ((int)mark >> 1) & 1;
        }

        return OrderColumns.Next(_old, _index, offsets, microseconds, amounts, marks, Fields(), unknown, _removed.Count > 0 ? null : ChangedIn());
    }

    private int[] Offsets()
    {
        int[] offsets = new int[_index.Count + 1];
        long events = 0;
        for (int row = 0; row < _index.Count; row++)
        {
            (OrderColumns of, int at) = _changedOfRow[row] >= 0 ? (_changed, _changedOfRow[row]) : (_old, _oldOfRow[row]);
            events += of.Offsets[at + 1] - of.Offsets[at];
            offsets[row + 1] = events <= Array.MaxLength
                ? (int)events
                : throw new CrmException(ClassificationErrorCodes.BadOrderEvents, $"There are more than {Array.MaxLength:N0} order events; split the tenant's customers over several hosts.");
        }

        return offsets;
    }

    private int[]?[] Fields()
    {
        int[]?[] fields = new int[OrderColumns.FieldCount][];
        for (int i = 0; i < fields.Length; i++)
        {
            int[]? old = _old.Field((CustomerField)i), changed = _changed.Field((CustomerField)i);
            if (old is null && changed is null)
            {
                continue;
            }

            int[] column = fields[i] = new int[_index.Count];
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = _changedOfRow[row] >= 0 ? changed?[_changedOfRow[row]] ?? 0 : old?[_oldOfRow[row]] ?? 0;
            }
        }

        return fields;
    }

    private int[] ChangedIn()
    {
        int[] changedIn = new int[_index.Count];
        _old.ChangedIn?.CopyTo(changedIn, 0);
        foreach (int row in _rowOfChanged)
        {
            changedIn[row] = _old.Generation + 1;
        }

        return changedIn;
    }

    private (CustomerIndex Index, int[] OldOfRow) WithoutRemoved()
    {
        var index = new CustomerIndex(_old.Customers - _removed.Count);
        int[] oldOfRow = new int[_old.Customers - _removed.Count];
        for (int row = 0; row < _old.Customers; row++)
        {
            if (!_removed.Contains(row))
            {
                oldOfRow[index.GetOrAdd(_old.CustomerAt(row).Value)] = row;
            }
        }

        return (index, oldOfRow);
    }

    private static int[] Identity(int count)
    {
        int[] rows = new int[count];
        for (int row = 0; row < count; row++)
        {
            rows[row] = row;
        }

        return rows;
    }
}
