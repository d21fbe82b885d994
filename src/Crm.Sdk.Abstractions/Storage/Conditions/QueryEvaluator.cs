namespace Crm.Sdk.Storage;

/// <summary>Filters, orders and pages records in memory: for stores that keep everything at hand, and the meaning of paging for the others.</summary>
/// <remarks>Thread-safe.</remarks>
public static class QueryEvaluator
{
    /// <summary>The page of a query over all records of its tenant and kind.</summary>
    /// <param name="query">The query.</param>
    /// <param name="model">The kind's model.</param>
    /// <param name="records">All records of the tenant and kind, in any order, each once.</param>
    /// <exception cref="CrmException">The query cannot be meant for the kind (<see cref="QueryRules"/>).</exception>
    public static RecordPage Page(StoreQuery query, KindModel model, IEnumerable<StoredRecord> records)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(records);
        QueryRules.Check(query, model);

        // A bounded heap of limit + 1 keeps the first rows of the order without sorting everything.
        var first = new PriorityQueue<StoredRecord, (FieldValue Value, RecordId Id)>(Comparer<(FieldValue, RecordId)>.Create((a, b) => Compare(query, b, a)));
        Func<object, bool> matches = ConditionEvaluator.Prepare(query.Where, model);
        foreach (StoredRecord record in records)
        {
            (FieldValue Value, RecordId Id) key = Key(query, model, record);
            if (query.After is { } after && Compare(query, key, (after.Value, after.Id)) <= 0)
            {
                continue;
            }

            if (matches(record.Entity))
            {
                first.Enqueue(record, key);
                if (first.Count > query.Limit + 1)
                {
                    first.Dequeue();
                }
            }
        }

        bool more = first.Count > query.Limit;
        var page = new StoredRecord[first.Count];
        for (int i = page.Length - 1; i >= 0; i--)
        {
            page[i] = first.Dequeue();
        }

        if (!more)
        {
            return new RecordPage(page, null);
        }

        page = page[..query.Limit];
        (FieldValue Value, RecordId Id) last = Key(query, model, page[^1]);
        return new RecordPage(page, new PageCursor(last.Value, last.Id));
    }

    /// <summary>How many of the records a query means.</summary>
    /// <inheritdoc cref="Page"/>
    public static long Count(StoreQuery query, KindModel model, IEnumerable<StoredRecord> records)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(records);
        QueryRules.Check(query.Where, model);
        Func<object, bool> matches = ConditionEvaluator.Prepare(query.Where, model);
        return records.LongCount(record => matches(record.Entity));
    }

    private static (FieldValue Value, RecordId Id) Key(StoreQuery query, KindModel model, StoredRecord record) =>
        (query.Order is { } order ? model.ValueOf(order.Field, record.Entity) : FieldValue.Null, record.Id);

    private static int Compare(StoreQuery query, (FieldValue Value, RecordId Id) left, (FieldValue Value, RecordId Id) right)
    {
        int byValue = left.Value.CompareTo(right.Value);
        int ascending = byValue != 0 ? byValue : left.Id.CompareTo(right.Id);
        return query.Order is { Descending: true } ? -ascending : ascending;
    }
}
