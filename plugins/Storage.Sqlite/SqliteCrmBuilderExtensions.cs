using Crm.Sdk;
using Crm.Sdk.Storage.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a host's records into an SQLite file.</summary>
public static class SqliteCrmBuilderExtensions
{
    /// <summary>Uses the SQLite store.</summary>
    /// <param name="crm">The builder.</param>
    /// <param name="connectionString">The file, as <c>Data Source=crm.db</c>; it is made when the first record is written.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM2014: it is no connection string of an SQLite file.</exception>
    public static ICrmBuilder UseSqlite(this ICrmBuilder crm, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        _ = SqliteLocation.PathOf(connectionString); // said where it was written, not when the host starts
        return crm.AddPlugin<SqlitePlugin>().ConfigurePlugin(SqlitePlugin.Id, nameof(SqliteStoreOptions.ConnectionString), connectionString);
    }
}
