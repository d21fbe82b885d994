using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Looks into a file past the store, to see what the store must not hide.</summary>
public static class RawSqlite
{
    /// <summary>The first column of a question's rows, as texts.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // fixed texts of tests
        command.CommandText = sql;
#pragma warning restore CA2100
        var rows = new List<string>();
        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return rows;
    }
}
