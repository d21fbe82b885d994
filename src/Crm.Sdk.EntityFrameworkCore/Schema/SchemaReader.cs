using System.Data.Common;
using System.Text.Json;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Reads what a database says of its own schema, without EF Core: most starts of a program find nothing to do.</summary>
internal sealed class SchemaReader(Func<SqlDialect> dialect, Func<CancellationToken, Task<bool>> isInitialized, Func<CancellationToken, ValueTask<DbConnection>> open)
{
    /// <summary>The description, or null where nothing was written yet.</summary>
    public async Task<StoredSchema?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await isInitialized(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        DbConnection connection = await open(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            SqlDialect own = dialect();
            List<(string Layout, string Sdk, string Tables)> rows = await ReadAsync(
                connection, own, SystemTables.Schema.Name, ["layout", "sdk", "tables"], static reader => (reader.GetString(0), reader.GetString(1), reader.GetString(2)), cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                return null;
            }

            StoreSchema schema = JsonSerializer.Deserialize(rows[0].Tables, SchemaJson.Default.StoreSchema)
                ?? throw new CrmException(StorageErrorCodes.StoreDamaged, $"The description of the tables in '{SystemTables.Schema.Name}' is empty; restore a backup.");
            List<(string Name, long Records, bool Done)> steps = await ReadAsync(
                connection, own, SystemTables.DataSteps.Name, ["name", "records", "done"], static reader => (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2) != 0), cancellationToken).ConfigureAwait(false);
            return new StoredSchema(rows[0].Layout, rows[0].Sdk, schema, steps.ToDictionary(static step => step.Name, static step => (step.Records, step.Done)));
        }
    }

    private static async Task<List<T>> ReadAsync<T>(
        DbConnection connection, SqlDialect dialect, string table, string[] columns, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        DbCommand command = new SqlStatement(dialect).Append("SELECT ").AppendNames(columns).Append(" FROM ").AppendName(table).CreateCommand(connection, null);
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }

        return rows;
    }
}
