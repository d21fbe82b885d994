using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>Pages in the order of any field that can be compared: the store's own order where it has it, else the first ones of all that match, in bounded memory.</summary>
/// <remarks>For few matching records, such as those of one customer; a store that orders by indexed fields only reads all of them for each page. Thread-safe.</remarks>
internal sealed class OrderedPages(ICrmStore store, ModelCatalogue catalogue)
{
    private const int ScanSize = 1_000;

    private readonly QueryRunner _queries = new(store, catalogue);

    public Task<RecordPage> PageAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        KindModel model = catalogue[query.Kind];
        return query.Order is not { } order || model.IsQueryable(order.Field, store.Descriptor.Fields)
            ? _queries.PageAsync(query, cancellationToken)
            : SortAsync(query, order, model, cancellationToken);
    }

    private async Task<RecordPage> SortAsync(StoreQuery query, RecordOrder order, KindModel model, CancellationToken cancellationToken)
    {
        int direction = order.Descending ? -1 : 1;
        var first = new SortedSet<Sorted>(Comparer<Sorted>.Create((a, b) => direction * a.CompareTo(b)));
        Sorted? after = query.After is { } cursor ? new Sorted(cursor.Value, cursor.Id, null) : null;
        StoreQuery scan = query with { Order = null, After = null, Limit = ScanSize };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(scan, cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                var one = new Sorted(model.ValueOf(order.Field, record.Entity), record.Id, record);
                if (after is not { } from || direction * one.CompareTo(from) > 0)
                {
                    first.Add(one);
                    if (first.Count > query.Limit + 1)
                    {
                        first.Remove(first.Max);
                    }
                }
            }

            if (page.Next is null)
            {
                break;
            }

            scan = scan with { After = page.Next };
        }

        Sorted[] sorted = [.. first.Take(query.Limit)];
        return new RecordPage([.. sorted.Select(static one => one.Record!)], first.Count > query.Limit ? new PageCursor(sorted[^1].Value, sorted[^1].Id) : null);
    }

    private readonly record struct Sorted(FieldValue Value, RecordId Id, StoredRecord? Record) : IComparable<Sorted>
    {
        public int CompareTo(Sorted other) => Value.CompareTo(other.Value) is not 0 and var byValue ? byValue : Id.CompareTo(other.Id);
    }
}
