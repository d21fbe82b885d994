using Crm.Sdk.Plugins;

namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>The plugin <c>crm.storage.postgresql</c>: the store <c>postgresql</c>.</summary>
public sealed class PostgreSqlPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.storage.postgresql";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.AddOptions<PostgreSqlStoreOptions>(configure: static options => options
            .Validate(static o => o.ConnectionString.Length > 0, $"{nameof(PostgreSqlStoreOptions.ConnectionString)} is missing; write 'Host=localhost;Database=crm;Username=crm'.")
            .Validate(static o => o.MigrationWait >= TimeSpan.Zero && o.MigrationWait <= TimeSpan.FromMinutes(10), $"{nameof(PostgreSqlStoreOptions.MigrationWait)} is from 0 to 10 minutes."));
        plugin.AddStore<PostgreSqlStore>();
    }
}
