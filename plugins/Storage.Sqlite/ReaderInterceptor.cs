using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>Keeps readers from copying the log into the file when they close: only the writer does.</summary>
internal sealed class ReaderInterceptor : DbConnectionInterceptor
{
    public static ReaderInterceptor Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => NoCheckpoint(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        NoCheckpoint(connection);
        return Task.CompletedTask;
    }

    private static void NoCheckpoint(DbConnection connection)
    {
        const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
        _ = raw.sqlite3_db_config(((SqliteConnection)connection).Handle, NoCheckpointOnClose, 1, out _);
    }
}
