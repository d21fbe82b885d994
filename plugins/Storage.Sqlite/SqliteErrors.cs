using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>Words for SQLite's errors.</summary>
internal static class SqliteErrors
{
    public static CrmException Opening(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new CrmException(StorageErrorCodes.StoreDamaged, $"'{path}' is not an SQLite database, or its first page is damaged; name another file, or restore a backup.", error),
        raw.SQLITE_CORRUPT => new CrmException(StorageErrorCodes.StoreDamaged, $"'{path}' is damaged; restore a backup, and keep this file for an examination.", error),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => new CrmException(
            StorageErrorCodes.BadConnection, $"'{path}' cannot be opened for writing: its folder must exist, and folder and file must be writable.", error),
        raw.SQLITE_BUSY => new CrmException(StorageErrorCodes.StoreBusy, $"'{path}' is locked by a program that does not keep to '{path}.writer'; close it.", error),
        _ => new CrmException(StorageErrorCodes.BadConnection, $"'{path}' cannot be opened: {error.Message}", error),
    };
}
