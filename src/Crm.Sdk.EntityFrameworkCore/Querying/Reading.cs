using System.Data.Common;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A connection that reads, the transaction that holds its snapshot where it has one, and the number of the tenant.</summary>
internal sealed class Reading(DbConnection connection, DbTransaction? snapshot, SqlDialect dialect, int tenant)
{
    public SqlDialect Dialect => dialect;

    public int Tenant => tenant;

    /// <summary>SELECT columns FROM table WHERE tenant = …, ready for more conditions.</summary>
    public SqlStatement Select(string table, IEnumerable<string> columns) => From(new SqlStatement(dialect).Append("SELECT ").AppendNames(columns), table);

    /// <summary>SELECT COUNT(*) FROM table WHERE tenant = …, ready for more conditions.</summary>
    public SqlStatement Count(string table) => From(new SqlStatement(dialect).Append("SELECT COUNT(*)"), table);

    public DbCommand Command(SqlStatement sql) => sql.CreateCommand(connection, snapshot);

    /// <summary>Reads all rows of a statement.</summary>
    public async IAsyncEnumerable<RowReader> RowsAsync(SqlStatement sql, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DbCommand command = Command(sql);
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var row = new RowReader(reader, dialect);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return row;
                }
            }
        }
    }

    private SqlStatement From(SqlStatement sql, string table) =>
        sql.Append(" FROM ").AppendName(table).Append(" WHERE ").AppendName(SqlNames.Tenant).Append(" = ").AppendValue(ColumnType.Tenant, tenant);
}
