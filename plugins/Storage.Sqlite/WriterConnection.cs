using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>The one connection of a process that writes and checkpoints, with the lock that makes it the only one of the machine.</summary>
/// <remarks>Used on the writer's lane only.</remarks>
internal sealed class WriterConnection : IDisposable
{
    /// <summary>A checkpoint after 32 MiB of log: at SQLite's own 4 MiB an import would copy the same pages back again and again.</summary>
    private const int CheckpointPages = 8192;

    /// <summary>What the log is cut back to once it was copied.</summary>
    private const int LogBytesKept = 64 * 1024 * 1024;

    private readonly WriterLock _lock;

    private WriterConnection(WriterLock writerLock, SqliteConnection connection)
    {
        _lock = writerLock;
        Connection = connection;
    }

    public SqliteConnection Connection { get; }

    public static async Task<WriterConnection> OpenAsync(string path, SqliteStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        WriterLock writerLock = await WriterLock.AcquireAsync(path, options.WriterWait, time, cancellationToken).ConfigureAwait(false);
        SqliteConnection? connection = null;
        try
        {
            bool hadContent = File.Exists(path) && new FileInfo(path).Length > 0;
            connection = new SqliteConnection(SqliteLocation.WriterConnection(path));
            connection.Open();
            if (hadContent && writerLock.LastWriterStoppedUncleanly)
            {
                logger.LogInformation("The last writer of {Path} stopped without closing it; checking the file.", path);
                Check(connection, path);
            }

            Configure(connection, options);
            string version = connection.ServerVersion;
            if (SqliteVersions.HasWalResetRace(version))
            {
                logger.LogInformation("{Warning}", SqliteVersions.WalResetWarning(version));
            }

            return new WriterConnection(writerLock, connection);
        }
        catch (Exception error)
        {
            connection?.Dispose();
            writerLock.Release(clean: false); // the next writer is to look again
            if (error is SqliteException refused)
            {
                throw SqliteErrors.Opening(path, refused);
            }

            throw;
        }
    }

    public void Execute(string sql)
    {
        using SqliteCommand command = Connection.CreateCommand();
#pragma warning disable CA2100 // fixed texts of this plugin
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Gives the planner statistics of what was loaded: without them it was seen to walk an index in order instead of picking a few rows.</summary>
    public void Optimize() => Execute("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002;");

    /// <summary>Closes cleanly; the last connection copies the log into the file.</summary>
    public void Dispose()
    {
        Connection.Dispose();
        _lock.Dispose();
    }

    private static void Check(SqliteConnection connection, string path)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok" and var finding)
        {
            throw new CrmException(StorageErrorCodes.StoreDamaged, $"'{path}' is damaged ({finding}); restore a backup, and keep this file for an examination.");
        }
    }

    private static void Configure(SqliteConnection connection, SqliteStoreOptions options)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // numbers and fixed texts
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {(options.Synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")};
            PRAGMA cache_size = {-1024L * options.WriterCacheMegabytes};
            PRAGMA temp_store = MEMORY;
            PRAGMA wal_autocheckpoint = {CheckpointPages};
            PRAGMA journal_size_limit = {LogBytesKept};
            {ClockMark.CreateTable};
            """);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
