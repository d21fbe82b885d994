using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Reads what a batch is judged by.</summary>
internal static class CommitStateReader
{
    private const int IdsPerStatement = 256;

    /// <summary>How many combined keys one statement looks up.</summary>
    private const int KeysPerStatement = 64;

    public static async Task<CommitState> ReadAsync(Reading reading, CommitPlan plan, CancellationToken cancellationToken)
    {
        var state = new CommitState();
        foreach (TablePlan table in plan.Tables)
        {
            foreach (RecordId[] ids in table.Named.Chunk(IdsPerStatement))
            {
                SqlStatement sql = reading.Select(table.Table.Name, [SqlNames.Id, SqlNames.Version]).Append(" AND ");
                ConditionSql.AppendIn(sql, SqlNames.Id, ColumnType.Id, [.. ids.Select(static id => (object)id.Value)]);
                await foreach (RowReader row in reading.RowsAsync(sql, cancellationToken).ConfigureAwait(false))
                {
                    state.SetVersion(table.Table.Kind.Kind, row.Id(0), row.Number(1));
                }
            }
        }

        foreach (ClaimedKeys claims in plan.Claims)
        {
            foreach (ValueList<FieldValue>[] keys in claims.Values.Chunk(KeysPerStatement))
            {
                SqlStatement sql = reading.Select(claims.Table.Name, [SqlNames.Id, .. claims.Key.Columns.Select(static column => column.Name)]).Append(" AND (");
                for (int i = 0; i < keys.Length; i++)
                {
                    AppendKey(sql.Append(i == 0 ? "(" : " OR ("), claims.Key, keys[i]);
                    sql.Append(")");
                }

                await foreach (RowReader row in reading.RowsAsync(sql.Append(")"), cancellationToken).ConfigureAwait(false))
                {
                    state.SetHolder(claims, claims.Key.Columns.Select((column, i) => row.Value(column.Field.Type, i + 1)).ToValueList(), row.Id(0));
                }
            }
        }

        return state;
    }

    private static void AppendKey(SqlStatement sql, KeyColumns key, ValueList<FieldValue> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            ConditionSql.AppendComparison(sql.Append(i == 0 ? string.Empty : " AND "), key.Columns[i], Comparison.Equal, values[i]);
        }
    }
}
