namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>The settings of the PostgreSQL store, section <c>Crm:Plugins:crm.storage.postgresql</c>.</summary>
public sealed class PostgreSqlStoreOptions
{
    /// <summary>Server, database and user, as <c>Host=localhost;Database=crm;Username=crm</c>. The database must exist; its encoding must be UTF8.</summary>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>How long a migration waits for another one to end, 0 to 10 minutes; 30 seconds by default.</summary>
    public TimeSpan MigrationWait { get; set; } = TimeSpan.FromSeconds(30);
}
