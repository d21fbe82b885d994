using System.Data.Common;
using System.Linq.Expressions;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Finds, pages and counts records. EF Core translates; rows are read with typed getters.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RecordQueries(
    RelationalModel model,
    Func<CatalogueContext> open,
    TenantDirectory tenants,
    bool nativeIds,
    bool nullsSortFirst,
    Func<DbContext, CancellationToken, Task<IDbContextTransaction>> beginSnapshot)
{
    public async Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        KindTable table = model[kind];
        var answers = new StoredRecord?[ids.Count];
        if (ids.Count == 0)
        {
            return answers;
        }

        CatalogueContext context = open();
        await using (context.ConfigureAwait(false))
        {
            if (await tenants.FindAsync(tenant, context, cancellationToken).ConfigureAwait(false) is not { } number)
            {
                return answers;
            }

            IQueryable<Dictionary<string, object>> rows = Rows(context, table.Name, number, ById(ids));
            Dictionary<RecordId, StoredRecord> found = [];
            foreach (StoredRecord record in await InSnapshotAsync(
                context, table.Parts.Count > 0, () => RecordsAsync(context, table, number, rows, cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                found.Add(record.Id, record);
            }

            for (int i = 0; i < answers.Length; i++)
            {
                answers[i] = found.GetValueOrDefault(ids[i]);
            }

            return answers;
        }
    }

    public async Task<RecordPage> PageAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        KindTable table = model[query.Kind];
        QueryRules.Check(query, table.Kind);
        Expression where = ConditionTranslator.Translate(query.Where, table);
        IReadOnlyList<QueryPhase> phases = QueryPhase.Of(query, table, nullsSortFirst);
        CatalogueContext context = open();
        await using (context.ConfigureAwait(false))
        {
            if (await tenants.FindAsync(query.Tenant, context, cancellationToken).ConfigureAwait(false) is not { } number)
            {
                return new RecordPage([], null);
            }

            List<StoredRecord> records = await InSnapshotAsync(
                context,
                table.Parts.Count > 0 || phases.Count > 1,
                async () =>
                {
                    var page = new List<StoredRecord>();
                    foreach (QueryPhase phase in phases)
                    {
                        if (page.Count <= query.Limit)
                        {
                            IQueryable<Dictionary<string, object>> rows = Ordered(Rows(context, table.Name, number, where, phase.Where), phase);
                            page.AddRange(await RecordsAsync(context, table, number, Take(rows, query.Limit + 1 - page.Count), cancellationToken).ConfigureAwait(false));
                        }
                    }

                    return page;
                },
                cancellationToken).ConfigureAwait(false);
            if (records.Count <= query.Limit)
            {
                return new RecordPage(records, null);
            }

            records.RemoveAt(query.Limit);
            StoredRecord last = records[^1];
            FieldValue value = query.Order is { } order ? table.Kind.ValueOf(order.Field, last.Entity) : FieldValue.Null;
            return new RecordPage(records, new PageCursor(value, last.Id));
        }
    }

    public async Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        KindTable table = model[query.Kind];
        QueryRules.Check(query.Where, table.Kind);
        Expression where = ConditionTranslator.Translate(query.Where, table);
        CatalogueContext context = open();
        await using (context.ConfigureAwait(false))
        {
            return await tenants.FindAsync(query.Tenant, context, cancellationToken).ConfigureAwait(false) is { } number
                ? await Rows(context, table.Name, number, where).LongCountAsync(cancellationToken).ConfigureAwait(false)
                : 0;
        }
    }

    /// <summary>The rows of a tenant in a table that fulfil conditions.</summary>
    public static IQueryable<Dictionary<string, object>> Rows(CatalogueContext context, string table, int tenant, params ReadOnlySpan<Expression?> conditions)
    {
        Expression all = Expression.Equal(Bag.Column(SqlNames.Tenant, typeof(int)), Bag.Parameter(tenant));
        foreach (Expression? condition in conditions)
        {
            all = condition is null or ConstantExpression { Value: true } ? all : Expression.AndAlso(all, condition);
        }

        return context.Rows(table).Where(Bag.Lambda<bool>(all));
    }

    private static Expression ById(IReadOnlyList<RecordId> ids)
    {
        Expression id = Bag.Column(SqlNames.Id, typeof(Guid));
        return ids.Count == 1
            ? Expression.Equal(id, Bag.Parameter(ids[0].Value))
            : Bag.IsOneOf(id, ids.Select(static one => one.Value).Distinct().ToArray());
    }

    private static IQueryable<Dictionary<string, object>> Ordered(IQueryable<Dictionary<string, object>> rows, QueryPhase phase)
    {
        Expression<Func<Dictionary<string, object>, Guid>> id = Bag.Lambda<Guid>(Bag.Column(SqlNames.Id, typeof(Guid)));
        return phase.OrderBy?.Type switch
        {
            null => phase.Descending ? rows.OrderByDescending(id) : rows.OrderBy(id),
            ColumnType.Text => By<string>(),
            ColumnType.Id => By<Guid?>(),
            _ => By<long?>(),
        };

        IQueryable<Dictionary<string, object>> By<T>()
        {
            Expression<Func<Dictionary<string, object>, T>> field = Bag.Lambda<T>(Bag.Column(phase.OrderBy));
            return phase.Descending ? rows.OrderByDescending(field).ThenByDescending(id) : rows.OrderBy(field).ThenBy(id);
        }
    }

    private static IQueryable<Dictionary<string, object>> Take(IQueryable<Dictionary<string, object>> rows, int count) => rows.Provider.CreateQuery<Dictionary<string, object>>(
        Expression.Call(typeof(Queryable), nameof(Queryable.Take), [typeof(Dictionary<string, object>)], rows.Expression, Bag.Parameter(count)));

    private async Task<T> InSnapshotAsync<T>(CatalogueContext context, bool needed, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        if (!needed)
        {
            return await read().ConfigureAwait(false); // one statement is one snapshot
        }

        IDbContextTransaction snapshot = await beginSnapshot(context, cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            return await read().ConfigureAwait(false);
        }
    }

    private async Task<List<StoredRecord>> RecordsAsync(
        CatalogueContext context, KindTable table, int tenant, IQueryable<Dictionary<string, object>> rows, CancellationToken cancellationToken)
    {
        KindModel kind = table.Kind;
        List<StoredRecord> records = [];
        List<(RecordId Id, long Version, FieldValue[] Values)> heads = [];
        await foreach (RowReader row in ReadAsync(context, rows, kind.IsComposed ? table.Columns : [], kind.Fields.Count, cancellationToken).ConfigureAwait(false))
        {
            (RecordId id, long version) = (row.Id(), row.Number(SqlNames.Version));
            if (!kind.IsComposed)
            {
                records.Add(new StoredRecord(kind.Kind, id, version, kind.Deserialise(id, row.Bytes(SqlNames.Payload))));
            }
            else if (table.Parts.Count == 0)
            {
                records.Add(new StoredRecord(kind.Kind, id, version, kind.Compose(new StoredRow(id, row.Values()))));
            }
            else
            {
                heads.Add((id, version, row.Values()));
            }
        }

        if (heads.Count == 0)
        {
            return records;
        }

        var items = new Dictionary<RecordId, List<StoredRow>>[table.Parts.Count];
        RecordId[] ids = [.. heads.Select(static head => head.Id)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = await ItemsAsync(context, table.Parts[i], tenant, ids, cancellationToken).ConfigureAwait(false);
        }

        foreach ((RecordId id, long version, FieldValue[] values) in heads)
        {
            IReadOnlyList<StoredRow>[] parts = [.. items.Select(IReadOnlyList<StoredRow> (part) => part.TryGetValue(id, out List<StoredRow>? own) ? own : [])];
            records.Add(new StoredRecord(kind.Kind, id, version, kind.Compose(new StoredRow(id, values, parts))));
        }

        return records;
    }

    private async Task<Dictionary<RecordId, List<StoredRow>>> ItemsAsync(CatalogueContext context, PartTable part, int tenant, RecordId[] ids, CancellationToken cancellationToken)
    {
        IQueryable<Dictionary<string, object>> rows = Rows(context, part.Name, tenant, ById(ids))
            .OrderBy(Bag.Lambda<Guid>(Bag.Column(SqlNames.Id, typeof(Guid))))
            .ThenBy(Bag.Lambda<long>(Bag.Column(SqlNames.Ordinal, typeof(long))));
        var items = new Dictionary<RecordId, List<StoredRow>>();
        await foreach (RowReader row in ReadAsync(context, rows, part.Columns, part.Part.Fields.Count, cancellationToken).ConfigureAwait(false))
        {
            RecordId id = row.Id();
            if (!items.TryGetValue(id, out List<StoredRow>? own))
            {
                items.Add(id, own = []);
            }

            own.Add(new StoredRow(id, row.Values()));
        }

        return items;
    }

    private async IAsyncEnumerable<RowReader> ReadAsync(
        CatalogueContext context,
        IQueryable<Dictionary<string, object>> rows,
        IReadOnlyList<FieldColumn> columns,
        int valueCount,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        DbCommand command = rows.CreateDbCommand();
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                RowReader? row = null;
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return row ??= new RowReader(reader, columns, valueCount, nativeIds);
                }
            }
        }
    }
}
