using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>Copies a database while it is in use.</summary>
internal static class SqliteBackup
{
    private const string Backup = ".bak";
    private const string Partial = ".partial";

    /// <summary>Writes a backup before a migration, <c>FILE.yyyyMMdd-HHmmss.bak</c>, and removes what a killed one left. Called with the right to write.</summary>
    public static async Task WriteBesideAsync(string database, string readConnection, DateTimeOffset now)
    {
        foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(database)!, $"{Path.GetFileName(database)}.*{Backup}{Partial}"))
        {
            File.Delete(left);
        }

        string stamp = now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture), target = $"{database}.{stamp}{Backup}";
        for (int number = 2; File.Exists(target); number++)
        {
            target = string.Create(CultureInfo.InvariantCulture, $"{database}.{stamp}-{number}{Backup}"); // of a migration that was killed within this second
        }

        await WriteAsync(readConnection, target).ConfigureAwait(false);
    }

    /// <summary>Writes one state of the database to a new file, which appears under its name only when it is complete and on the disk.</summary>
    public static async Task WriteAsync(string readConnection, string target)
    {
        if (File.Exists(target))
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"'{target}' is there already; a backup goes to a new file.");
        }

        string partial = target + Partial;
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
