using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>SQLite's own check of a file: pages, indexes against tables, constraints.</summary>
internal static class SqliteIntegrity
{
    /// <summary>What is damaged, one sentence each; empty where all is well.</summary>
    /// <exception cref="CrmException">CRM2013: it is no SQLite database. CRM2014: it cannot be opened.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(string path, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        try
        {
            var connection = new SqliteConnection(SqliteLocation.ReadOnlyConnection(path, pooled: false));
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                SqliteCommand command = connection.CreateCommand();
                await using (command.ConfigureAwait(false))
                {
                    command.CommandText = "PRAGMA integrity_check";
                    DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                        {
                            if (reader.GetString(0) is not "ok" and var finding)
                            {
                                findings.Add($"{path}: {finding}");
                            }
                        }
                    }
                }
            }
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            findings.Add($"{path}: {error.Message}"); // so damaged that the check itself gives up
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Opening(path, error);
        }

        return findings;
    }
}
