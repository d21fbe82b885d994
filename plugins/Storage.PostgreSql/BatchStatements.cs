using Crm.Sdk.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>The statements of one commit, made of the catalogue: one for each table and verb, whatever the number of records.</summary>
internal sealed class BatchStatements(CommitPlan plan, int tenant)
{
    private static readonly Func<string, string> Quote = PostgreSqlDialect.Instance.Quote;

    /// <summary>commit id → position.</summary>
    public NpgsqlBatchCommand FindCommit()
    {
        NpgsqlBatchCommand command = Command();
        Add(command, plan.Batch.CommitId, NpgsqlDbType.Uuid);
        command.CommandText = "SELECT position FROM crm_commit WHERE tenant = $1 AND commit_id = $2";
        return command;
    }

    /// <summary>id, version of the records of a table; those to be changed are locked, in the order of their ids, so that no two commits wait for each other.</summary>
    public IEnumerable<NpgsqlBatchCommand> Versions(TablePlan table)
    {
        Guid[] changed = [.. table.Updates.Select(static write => write.Id.Value).Concat(table.Deletes.Select(static delete => delete.Id.Value))];
        Guid[] others = [.. table.Inserts.Select(static write => write.Id.Value), .. table.Checks.Select(static check => check.Id.Value)];
        if (changed.Length > 0)
        {
            yield return Versions(table.Table, changed, " ORDER BY id FOR UPDATE");
        }

        if (others.Length > 0)
        {
            yield return Versions(table.Table, others, string.Empty);
        }
    }

    /// <summary>id, version of the records of a table that the batch only relies on.</summary>
    public NpgsqlBatchCommand Checks(TablePlan table) => Versions(table.Table, [.. table.Checks.Select(static check => check.Id.Value)], string.Empty);

    /// <summary>id and the key's columns of the records that hold claimed keys.</summary>
    public NpgsqlBatchCommand Holders(ClaimedKeys claims)
    {
        var arrays = new ColumnArrays([.. claims.Key.Columns.Select(static column => (column.Name, column.Type))], claims.Values.Count);
        int row = 0;
        foreach (ValueList<FieldValue> values in claims.Values)
        {
            for (int i = 0; i < values.Count; i++)
            {
                arrays.Set(i, row, values[i]);
            }

            row++;
        }

        NpgsqlBatchCommand command = Command();
        string claimed = arrays.Unnest(command);
        string same = string.Join(" AND ", claims.Key.Columns.Select(static column => $"t.{Quote(column.Name)} = u.{Quote(column.Name)}"));
        string columns = string.Join(", ", claims.Key.Columns.Select(static column => $"t.{Quote(column.Name)}"));
        command.CommandText = $"SELECT t.id, {columns} FROM {Quote(claims.Table.Name)} t JOIN {claimed} ON {same} WHERE t.tenant = $1";
        return command;
    }

    /// <summary>Everything that writes, in order; the last answers the commit's position.</summary>
    public IEnumerable<NpgsqlBatchCommand> Writes()
    {
        foreach (TablePlan table in plan.Tables)
        {
            Guid[] gone = [.. table.Deletes.Select(static delete => delete.Id.Value)];
            Guid[] childless = [.. gone, .. table.Updates.Select(static update => update.Id.Value)];
            foreach (PartTable part in childless.Length > 0 ? table.Table.Parts : [])
            {
                yield return ById($"DELETE FROM {Quote(part.Name)}", childless);
            }

            if (gone.Length > 0)
            {
                yield return ById($"DELETE FROM {Quote(table.Table.Name)}", gone);
            }
        }

        foreach (IGrouping<(KindTable Table, FieldColumn Column), VacatedKey> keys in plan.Vacated.GroupBy(static key => (key.Table, key.Column)))
        {
            yield return ById($"UPDATE {Quote(keys.Key.Table.Name)} SET {Quote(keys.Key.Column.Name)} = NULL", [.. keys.Select(static key => key.Holder.Value)]);
        }

        foreach (TablePlan table in plan.Tables)
        {
            if (table.Updates.Count > 0)
            {
                yield return Update(table.Table, table.Updates);
            }

            if (table.Inserts.Count > 0)
            {
                yield return Insert(table.Table.Name, Rows(table.Table, table.Inserts));
            }

            foreach (PartTable part in table.Table.Parts)
            {
                if (Items(part, [.. table.Updates, .. table.Inserts]) is { } items)
                {
                    yield return Insert(part.Name, items);
                }
            }
        }

        yield return Note();
    }

    /// <summary>
    /// Hands out the position and notes the commit. The tenant's row stays locked until the transaction ends, so positions become visible in their order:
    /// who has read one has read, or can read, all before it.
    /// </summary>
    private NpgsqlBatchCommand Note()
    {
        NpgsqlBatchCommand command = Command();
        Add(command, plan.Batch.CommitId, NpgsqlDbType.Uuid);
        Add(command, plan.Batch.At.ToUnixMicroseconds(), NpgsqlDbType.Bigint);
        Add(command, plan.Batch.Actor.Value, NpgsqlDbType.Text);
        command.CommandText = """
            WITH moved AS (UPDATE crm_tenant SET position = position + 1 WHERE tenant = $1 RETURNING position)
            INSERT INTO crm_commit (tenant, commit_id, position, at, actor) SELECT $1, $2, position, $3, $4 FROM moved RETURNING position
            """;
        return command;
    }

    private NpgsqlBatchCommand Update(KindTable table, IReadOnlyList<RecordWrite> writes)
    {
        ColumnArrays rows = Rows(table, writes);
        NpgsqlBatchCommand command = Command();
        string changed = rows.Unnest(command);
        string set = string.Join(", ", ColumnsOf(table).Skip(1).Select(static column => $"{Quote(column.Name)} = u.{Quote(column.Name)}"));
        command.CommandText = $"UPDATE {Quote(table.Name)} t SET {set} FROM {changed} WHERE t.tenant = $1 AND t.id = u.id";
        return command;
    }

    private NpgsqlBatchCommand Insert(string table, ColumnArrays rows)
    {
        NpgsqlBatchCommand command = Command();
        string added = rows.Unnest(command);
        command.CommandText = $"INSERT INTO {Quote(table)} (tenant, {rows.Names}) SELECT $1, u.* FROM {added}";
        return command;
    }

    private NpgsqlBatchCommand Versions(KindTable table, Guid[] ids, string locking)
    {
        NpgsqlBatchCommand command = ById($"SELECT id, version FROM {Quote(table.Name)}", ids);
        command.CommandText += locking;
        return command;
    }

    private NpgsqlBatchCommand ById(string verb, Guid[] ids)
    {
        NpgsqlBatchCommand command = Command();
        Add(command, ids, NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        command.CommandText = $"{verb} WHERE tenant = $1 AND id = ANY($2)";
        return command;
    }

    private NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand();
        Add(command, tenant, NpgsqlDbType.Integer);
        return command;
    }

    private static void Add(NpgsqlBatchCommand command, object value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });

    private static ColumnArrays Rows(KindTable table, IReadOnlyList<RecordWrite> writes)
    {
        (string Name, ColumnType Type)[] columns = ColumnsOf(table);
        var rows = new ColumnArrays(columns, writes.Count);
        for (int row = 0; row < writes.Count; row++)
        {
            RecordWrite write = writes[row];
            rows.Set(0, row, write.Id.Value);
            rows.Set(1, row, write.ExpectedVersion + 1);
            for (int i = 0; i < table.Columns.Count; i++)
            {
                rows.Set(i + 2, row, table.Columns[i].Field.Get(write.Entity));
            }

            if (table.HasPayload)
            {
                rows.Set(columns.Length - 1, row, table.Kind.Serialise(write.Entity));
            }
        }

        return rows;
    }

    private static ColumnArrays? Items(PartTable part, IReadOnlyList<RecordWrite> writes)
    {
        (RecordId Id, IReadOnlyList<object> Items)[] lists = [.. writes.Select(write => (write.Id, part.Part.Items(write.Entity)))];
        int count = lists.Sum(static list => list.Items.Count);
        if (count == 0)
        {
            return null;
        }

        var rows = new ColumnArrays([("id", ColumnType.Id), ("ordinal", ColumnType.Number), .. part.Columns.Select(static column => (column.Name, column.Type))], count);
        int row = 0;
        foreach ((RecordId id, IReadOnlyList<object> items) in lists)
        {
            for (int ordinal = 0; ordinal < items.Count; ordinal++, row++)
            {
                rows.Set(0, row, id.Value);
                rows.Set(1, row, (long)ordinal);
                for (int i = 0; i < part.Columns.Count; i++)
                {
                    rows.Set(i + 2, row, part.Columns[i].Field.Get(items[ordinal]));
                }
            }
        }

        return rows;
    }

    private static (string Name, ColumnType Type)[] ColumnsOf(KindTable table) =>
    [
        ("id", ColumnType.Id),
        ("version", ColumnType.Number),
        .. table.Columns.Select(static column => (column.Name, column.Type)),
        .. table.HasPayload ? [("payload", ColumnType.Bytes)] : Array.Empty<(string, ColumnType)>(),
    ];
}
