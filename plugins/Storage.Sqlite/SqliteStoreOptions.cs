namespace Crm.Sdk.Storage.Sqlite;

/// <summary>The settings of the SQLite store, section <c>Crm:Plugins:crm.storage.sqlite</c>.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>Where the database is, as <c>Data Source=FILE</c>. Databases in memory are refused: the in-memory store is for that.</summary>
    public string ConnectionString { get; set; } = "Data Source=crm.db";

    /// <summary>How long a writer waits for another process to let go of the file, 0 to 10 minutes; 5 seconds by default.</summary>
    public TimeSpan WriterWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When a commit counts as written.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>The most that the writing connection keeps of the database in memory, in MiB, 1 to 65,536; 64 by default.</summary>
    public int WriterCacheMegabytes { get; set; } = 64;

    /// <summary>How many batches share one transaction, and so one wait for the disk, when many commit at once: 1 to 64; 64 by default.</summary>
    public int GroupLimit { get; set; } = 64;
}
