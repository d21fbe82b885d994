using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>Copies a database while it is in use.</summary>
internal static class SqliteBackup
{
    /// <summary>Writes one state of the database to a new file, which appears under its name only when it is complete and on the disk.</summary>
    public static async Task WriteAsync(string readConnection, string target)
    {
        if (File.Exists(target))
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"'{target}' is there already; a backup goes to a new file.");
        }

        string partial = target + ".partial";
        try
        {
            File.Delete(partial); // left by a backup that was killed
            var connection = new SqliteConnection(readConnection);
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync().ConfigureAwait(false);
                SqliteCommand command = connection.CreateCommand();
                await using (command.ConfigureAwait(false))
                {
                    command.CommandText = "VACUUM INTO $target";
                    command.Parameters.AddWithValue("$target", partial);
                    await command.ExecuteNonQueryAsync().ConfigureAwait(false);
                }
            }

            using (FileStream written = File.Open(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"The backup '{target}' cannot be written: {error.Message}", error);
        }
    }
}
