using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>Puts a backup in the place of a database: checked first, the old file kept, and the new one there in one step.</summary>
internal sealed class SqliteRestore(string database, SqliteStoreOptions options, TimeProvider time)
{
    private const string Staged = ".restoring";
    private const string Aside = ".replaced";

    /// <summary>What SQLite keeps beside a database. A log belongs to the one file that it was written for.</summary>
    private static readonly string[] Companions = ["-wal", "-shm"];

    public async Task<StoreRestored> RunAsync(string backup, ModelCatalogue model, bool replace, CancellationToken cancellationToken)
    {
        if (!File.Exists(backup))
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"There is no backup '{backup}'.");
        }

        if (string.Equals(backup, database, StringComparison.Ordinal))
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"'{backup}' is the store itself; name a backup.");
        }

        WriterLock right = await WriterLock.AcquireAsync(database, options.WriterWait, time, cancellationToken).ConfigureAwait(false);
        string staged = database + Staged;
        bool done = false;
        try
        {
            bool whole = await IsWholeAsync(cancellationToken).ConfigureAwait(false);
            if (whole && !replace)
            {
                throw new CrmException(
                    StorageErrorCodes.StoreInTheWay,
                    $"'{database}' is a store that is whole, last written {Written(database)}; the backup was last written {Written(backup)}. Restoring moves the store aside: say so with --force, or restore to another --connection.");
            }

            Remove(staged); // left by a restore that was killed
            ValueList<string> pending = await StageAsync(backup, staged, model, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var restored = new StoreRestored(database, Exchange(staged, whole), pending);
            done = true;
            return restored;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"'{backup}' cannot be restored to '{database}': {error.Message}", error);
        }
        finally
        {
            Remove(staged);
            right.Release(clean: done || !right.LastWriterStoppedUncleanly); // a store that was not replaced is still to be looked at by its next writer
        }
    }

    private static string Written(string path) => File.GetLastWriteTimeUtc(path).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A copy of the backup with what its log holds, checked: what is put in place is what was checked.</summary>
    private async Task<ValueList<string>> StageAsync(string backup, string staged, ModelCatalogue model, CancellationToken cancellationToken)
    {
        Refuse(backup, await SqliteIntegrity.CheckAsync(backup, cancellationToken).ConfigureAwait(false));
        await Task.Run(() => SqliteBackup.WriteAsync(SqliteLocation.ReadOnlyConnection(backup, pooled: false), staged), cancellationToken).ConfigureAwait(false);
        var store = new SqliteStore(Options.Create(new SqliteStoreOptions { ConnectionString = $"Data Source={staged}" }), time, NullLogger<SqliteStore>.Instance);
        await using (store.ConfigureAwait(false))
        {
            StoreStatus status = await store.StatusAsync(model, countRecords: false, cancellationToken).ConfigureAwait(false);
            if (status.SchemaVersion is null)
            {
                throw new CrmException(StorageErrorCodes.StoreDamaged, $"'{backup}' is an SQLite database, but no store of this SDK.");
            }

            Refuse(backup, status.Pending.IsEmpty
                ? await store.VerifyAsync(model, cancellationToken).ConfigureAwait(false)
                : await SqliteIntegrity.CheckAsync(staged, cancellationToken).ConfigureAwait(false)); // records of an earlier release are read once they are migrated
            return status.Pending;
        }
    }

    private static void Refuse(string backup, IReadOnlyList<string> findings)
    {
        if (findings.Count > 0)
        {
            throw new CrmException(StorageErrorCodes.StoreDamaged, $"The backup '{backup}' is damaged and was not restored: {findings[0]}{(findings.Count > 1 ? $" (and {findings.Count - 1} more)" : string.Empty)}");
        }
    }

    private async Task<bool> IsWholeAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(database) || new FileInfo(database).Length == 0)
        {
            return false;
        }

        try
        {
            return (await SqliteIntegrity.CheckAsync(database, cancellationToken).ConfigureAwait(false)).Count == 0;
        }
        catch (CrmException damaged) when (damaged.Code == StorageErrorCodes.StoreDamaged)
        {
            return false;
        }
    }

    /// <summary>Swaps the files. Killed at any point, there is the old store or the new one under the name, and the old one in full under one of both.</summary>
    private string? Exchange(string staged, bool whole)
    {
        if (!File.Exists(database))
        {
            File.Move(staged, database);
            return null;
        }

        if (whole)
        {
            Checkpoint(); // so that the file alone is the whole store
        }

        string stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture), aside = $"{database}.{stamp}{Aside}";
        for (int number = 2; File.Exists(aside); number++)
        {
            aside = string.Create(CultureInfo.InvariantCulture, $"{database}.{stamp}-{number}{Aside}");
        }

        foreach (string companion in Companions)
        {
            if (File.Exists(database + companion))
            {
                File.Copy(database + companion, aside + companion); // of a damaged store, which cannot be checkpointed
                File.Delete(database + companion); // else the restored file would get what was written for the old one
            }
        }

        File.Replace(staged, database, aside);
        return aside;
    }

    private void Checkpoint()
    {
        using var connection = new SqliteConnection(SqliteLocation.WriterConnection(database));
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetInt64(0) != 0)
        {
            throw new CrmException(StorageErrorCodes.StoreBusy, $"'{database}' is being read, so that its log cannot be copied into it; end the readers and restore again. Nothing was changed.");
        }
    }

    private static void Remove(string staged)
    {
        foreach (string left in Companions.Select(companion => staged + companion).Append(staged).Append(staged + ".writer"))
        {
            File.Delete(left);
        }
    }
}
