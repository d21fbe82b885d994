using System.Data.Common;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Finds, pages and counts records.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RecordQueries(
    RelationalModel model,
    SqlDialect dialect,
    TenantDirectory tenants,
    Func<CancellationToken, ValueTask<DbConnection>> open,
    Func<DbConnection, CancellationToken, ValueTask<DbTransaction>> beginSnapshot)
{
    private const int IdsPerStatement = 256;

    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        KindTable table = model[kind];
        bool severalStatements = table.Parts.Count > 0 || ids.Count > IdsPerStatement;
        return ReadAsync<IReadOnlyList<StoredRecord?>>(
            tenant,
            severalStatements,
            new StoredRecord?[ids.Count],
            async reading =>
            {
                Dictionary<RecordId, StoredRecord> found = [];
                foreach (RecordId[] chunk in ids.Distinct().Chunk(IdsPerStatement))
                {
                    SqlStatement sql = SelectRows(reading, table).Append(" AND ");
                    AppendIds(sql, chunk);
                    foreach (StoredRecord record in await RecordsAsync(reading, table, sql, cancellationToken).ConfigureAwait(false))
                    {
                        found.Add(record.Id, record);
                    }
                }

                return [.. ids.Select(id => found.GetValueOrDefault(id))];
            },
            cancellationToken);
    }

    /// <summary>Whether the predicate runs here.</summary>
    public bool Runs(RecordKind kind, RecordPredicate predicate) => PredicateSql.Runs(predicate, model[kind], model, dialect);

    public Task<RecordPage> PageAsync(StoreQuery query, CancellationToken cancellationToken) => PageAsync(query, RecordPredicate.Everything, cancellationToken);

    public Task<RecordPage> PageAsync(StoreQuery query, RecordPredicate predicate, CancellationToken cancellationToken)
    {
        KindTable table = model[query.Kind];
        QueryRules.Check(query, table.Kind);
        IReadOnlyList<QueryPhase> phases = QueryPhase.Of(query, table, dialect.NullsSortFirst);
        return ReadAsync(
            query.Tenant,
            table.Parts.Count > 0 || phases.Count > 1,
            new RecordPage([], null),
            async reading =>
            {
                List<StoredRecord> records = [];
                foreach (QueryPhase phase in phases)
                {
                    if (records.Count <= query.Limit)
                    {
                        SqlStatement sql = SelectRows(reading, table);
                        AppendWhere(sql, query.Where, table);
                        AppendPredicate(sql, predicate, table, reading.Tenant);
                        phase.AppendWhere(sql);
                        phase.AppendOrder(sql);
                        records.AddRange(await RecordsAsync(reading, table, sql.AppendLimit(query.Limit + 1 - records.Count), cancellationToken).ConfigureAwait(false));
                    }
                }

                if (records.Count <= query.Limit)
                {
                    return new RecordPage(records, null);
                }

                records.RemoveAt(query.Limit);
                StoredRecord last = records[^1];
                FieldValue value = query.Order is { } order ? table.Kind.ValueOf(order.Field, last.Entity) : FieldValue.Null;
                return new RecordPage(records, new PageCursor(value, last.Id));
            },
            cancellationToken);
    }

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => CountAsync(query, RecordPredicate.Everything, cancellationToken);

    public Task<long> CountAsync(StoreQuery query, RecordPredicate predicate, CancellationToken cancellationToken)
    {
        KindTable table = model[query.Kind];
        QueryRules.Check(query.Where, table.Kind);
        return ReadAsync(
            query.Tenant,
            severalStatements: false,
            0L,
            async reading =>
            {
                SqlStatement sql = reading.Count(table.Name);
                AppendWhere(sql, query.Where, table);
                AppendPredicate(sql, predicate, table, reading.Tenant);
                DbCommand command = reading.Command(sql);
                await using (command.ConfigureAwait(false))
                {
                    return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), System.Globalization.CultureInfo.InvariantCulture);
                }
            },
            cancellationToken);
    }

    /// <summary>Reads within one snapshot, on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(TenantId tenant, bool severalStatements, T ofNoTenant, Func<Reading, Task<T>> read, CancellationToken cancellationToken)
    {
        DbConnection connection = await open(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            if (await tenants.FindAsync(tenant, connection, dialect, cancellationToken).ConfigureAwait(false) is not { } number)
            {
                return ofNoTenant;
            }

            if (!severalStatements)
            {
                return await read(new Reading(connection, null, dialect, number)).ConfigureAwait(false); // one statement is one snapshot
            }

            DbTransaction snapshot = await beginSnapshot(connection, cancellationToken).ConfigureAwait(false);
            await using (snapshot.ConfigureAwait(false))
            {
                return await read(new Reading(connection, snapshot, dialect, number)).ConfigureAwait(false);
            }
        }
    }

    public static void AppendWhere(SqlStatement sql, Condition where, KindTable table)
    {
        if (where is not Condition.AllOf { Conditions.Count: 0 })
        {
            ConditionSql.Append(sql.Append(" AND "), where, table);
        }
    }

    private void AppendPredicate(SqlStatement sql, RecordPredicate predicate, KindTable table, int tenant)
    {
        if (predicate is not RecordPredicate.AllOf { Predicates.Count: 0 })
        {
            new PredicateSql(sql.Append(" AND "), model, tenant).Append(predicate, table, positive: true);
        }
    }

    private static void AppendIds(SqlStatement sql, RecordId[] ids) => ConditionSql.AppendIn(sql, SqlNames.Id, ColumnType.Id, [.. ids.Select(static id => (object)id.Value)]);

    private static SqlStatement SelectRows(Reading reading, KindTable table) => reading.Select(
        table.Name,
        [SqlNames.Id, SqlNames.Version, .. table.HasPayload ? [SqlNames.Payload] : table.Columns.Select(static column => column.Name)]);

    private static async Task<List<StoredRecord>> RecordsAsync(Reading reading, KindTable table, SqlStatement sql, CancellationToken cancellationToken)
    {
        KindModel kind = table.Kind;
        List<StoredRecord> records = [];
        List<(RecordId Id, long Version, FieldValue[] Values)> heads = [];
        await foreach (RowReader row in reading.RowsAsync(sql, cancellationToken).ConfigureAwait(false))
        {
            (RecordId id, long version) = (row.Id(0), row.Number(1));
            if (table.HasPayload)
            {
                records.Add(new StoredRecord(kind.Kind, id, version, kind.Deserialise(id, row.Bytes(2))));
            }
            else if (table.Parts.Count == 0)
            {
                records.Add(new StoredRecord(kind.Kind, id, version, kind.Compose(new StoredRow(id, row.Values(table.Columns, 2, kind.Fields.Count)))));
            }
            else
            {
                heads.Add((id, version, row.Values(table.Columns, 2, kind.Fields.Count)));
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
            items[i] = await ItemsAsync(reading, table.Parts[i], ids, cancellationToken).ConfigureAwait(false);
        }

        foreach ((RecordId id, long version, FieldValue[] values) in heads)
        {
            IReadOnlyList<StoredRow>[] parts = [.. items.Select(IReadOnlyList<StoredRow> (part) => part.TryGetValue(id, out List<StoredRow>? own) ? own : [])];
            records.Add(new StoredRecord(kind.Kind, id, version, kind.Compose(new StoredRow(id, values, parts))));
        }

        return records;
    }

    private static async Task<Dictionary<RecordId, List<StoredRow>>> ItemsAsync(Reading reading, PartTable part, RecordId[] ids, CancellationToken cancellationToken)
    {
        var items = new Dictionary<RecordId, List<StoredRow>>(ids.Length);
        foreach (RecordId[] chunk in ids.Chunk(IdsPerStatement))
        {
            SqlStatement sql = reading.Select(part.Name, [SqlNames.Id, .. part.Columns.Select(static column => column.Name)]).Append(" AND ");
            AppendIds(sql, chunk);
            sql.Append(" ORDER BY ").AppendName(SqlNames.Id).Append(", ").AppendName(SqlNames.Ordinal);
            await foreach (RowReader row in reading.RowsAsync(sql, cancellationToken).ConfigureAwait(false))
            {
                RecordId id = row.Id(0);
                if (!items.TryGetValue(id, out List<StoredRow>? own))
                {
                    items.Add(id, own = []);
                }

                own.Add(new StoredRow(id, row.Values(part.Columns, 1, part.Part.Fields.Count)));
            }
        }

        return items;
    }
}
