using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>The file of a connection string.</summary>
internal static class SqliteLocation
{
    /// <summary>The absolute path that a connection string names.</summary>
    /// <exception cref="CrmException">CRM2014: it is not a connection string, or not one of a file.</exception>
    public static string PathOf(string connectionString)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException error)
        {
            throw new CrmException(StorageErrorCodes.BadConnection, $"'{connectionString}' is no connection string of SQLite ({error.Message}); write 'Data Source=crm.db'.", error);
        }

        string source = builder.DataSource;
        if (source.Length == 0 || source.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || builder.Mode == SqliteOpenMode.Memory)
        {
            throw new CrmException(
                StorageErrorCodes.BadConnection, $"'{connectionString}' names no file. This store keeps its data in a file, as in 'Data Source=crm.db'; for one in memory use the in-memory store.");
        }

        return source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? throw new CrmException(StorageErrorCodes.BadConnection, $"'{source}' is a URI; name the file by its path, as in 'Data Source=crm.db'.")
            : Path.GetFullPath(source);
    }

    public static string ReadOnlyConnection(string path, bool pooled = true) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = pooled }.ConnectionString;

    public static string WriterConnection(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ConnectionString;
}
