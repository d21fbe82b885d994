using Crm.Sdk.Sessions;

namespace Crm.Sdk.Storage;

/// <summary>Reads a few fields of many records: by the store's column reader where it has one, page by page otherwise.</summary>
internal static class ColumnScan
{
    private const int PageSize = 5_000;

    private static readonly FieldId Id = "id";

    /// <param name="store">The store.</param>
    /// <param name="query">Tenant, kind and condition; its limit is the size of pages where there are pages.</param>
    /// <param name="kind">The model of the kind.</param>
    /// <param name="fields">The wanted fields; <c>id</c> means the record's id.</param>
    /// <param name="types">Their types, in the same order.</param>
    /// <param name="take">Called for each batch, one at a time; the batch is valid only during the call.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static async Task RunAsync(
        ICrmStore store,
        StoreQuery query,
        KindModel kind,
        IReadOnlyList<FieldId> fields,
        FieldType[] types,
        Func<ColumnBatch, CancellationToken, ValueTask> take,
        CancellationToken cancellationToken)
    {
        query = query with { Where = ConditionNormalizer.Normalize(query.Where), Limit = PageSize };
        if (store is IColumnReader reader)
        {
            await reader.ReadColumnsAsync(query, fields, take, cancellationToken).ConfigureAwait(false);
            return;
        }

        var batch = new ColumnBatch(types, PageSize);
        var pages = new QueryRunner(store, new ModelCatalogue([kind]));
        while (true)
        {
            RecordPage page = await pages.PageAsync(query, cancellationToken).ConfigureAwait(false);
            batch.Count = page.Records.Count;
            for (int row = 0; row < page.Records.Count; row++)
            {
                StoredRecord record = page.Records[row];
                for (int field = 0; field < fields.Count; field++)
                {
                    batch.Set(field, row, fields[field] == Id ? FieldValue.Of(record.Id) : kind.ValueOf(fields[field], record.Entity));
                }
            }

            await take(batch, cancellationToken).ConfigureAwait(false);
            if (page.Next is null)
            {
                return;
            }

            query = query with { After = page.Next };
        }
    }
}
