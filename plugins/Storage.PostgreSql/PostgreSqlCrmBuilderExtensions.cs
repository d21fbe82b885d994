using Crm.Sdk;
using Crm.Sdk.Storage.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a host's records into a PostgreSQL database.</summary>
public static class PostgreSqlCrmBuilderExtensions
{
    /// <summary>Uses the PostgreSQL store.</summary>
    /// <param name="crm">The builder.</param>
    /// <param name="connectionString">Server, database and user, as <c>Host=localhost;Database=crm;Username=crm</c>.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder UsePostgreSql(this ICrmBuilder crm, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return crm.AddPlugin<PostgreSqlPlugin>().ConfigurePlugin(PostgreSqlPlugin.Id, nameof(PostgreSqlStoreOptions.ConnectionString), connectionString);
    }
}
