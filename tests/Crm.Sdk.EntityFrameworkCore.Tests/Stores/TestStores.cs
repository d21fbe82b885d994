using Crm.Sdk.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Opens stores as a host's container would.</summary>
public static class TestStores
{
    public static SqliteStore Sqlite(string path, Action<SqliteStoreOptions>? configure = null)
    {
        var options = new SqliteStoreOptions { ConnectionString = $"Data Source={path}" };
        configure?.Invoke(options);
        return new SqliteStore(Options.Create(options), TimeProvider.System, NullLogger<SqliteStore>.Instance);
    }
}
