using Crm.Sdk.Plugins;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>The plugin <c>crm.storage.sqlite</c>: the store <c>sqlite</c>.</summary>
public sealed class SqlitePlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.storage.sqlite";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.AddOptions<SqliteStoreOptions>(configure: static options => options
            .Validate(static o => o.WriterWait >= TimeSpan.Zero && o.WriterWait <= TimeSpan.FromMinutes(10), $"{nameof(SqliteStoreOptions.WriterWait)} is from 0 to 10 minutes.")
            .Validate(static o => o.WriterCacheMegabytes is >= 1 and <= 65_536, $"{nameof(SqliteStoreOptions.WriterCacheMegabytes)} is from 1 to 65,536.")
            .Validate(static o => o.GroupLimit is >= 1 and <= 64, $"{nameof(SqliteStoreOptions.GroupLimit)} is from 1 to 64."));
        plugin.AddStore<SqliteStore>();
    }
}
