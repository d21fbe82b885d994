using Crm.Sdk.Storage.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.KillTarget.Stores;

/// <summary>Opens stores with the settings that hosts have by default.</summary>
public static class SqliteStores
{
    public static SqliteStore Open(string database, TimeSpan? wait = null, TimeProvider? time = null, ILogger<SqliteStore>? logger = null)
    {
        var options = new SqliteStoreOptions { ConnectionString = $"Data Source={database}" };
        options.WriterWait = wait ?? options.WriterWait;
        return new SqliteStore(Options.Create(options), time ?? TimeProvider.System, logger ?? NullLogger<SqliteStore>.Instance);
    }
}
