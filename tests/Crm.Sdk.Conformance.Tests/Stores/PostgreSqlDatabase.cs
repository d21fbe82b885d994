using Crm.Sdk.Storage.PostgreSql;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Crm.Sdk.Conformance.Tests.Stores;

/// <summary>A database of a test's own on the server that the environment names.</summary>
public sealed class PostgreSqlDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private PostgreSqlDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        Connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    public string Connection { get; }

    public static async Task<PostgreSqlDatabase> CreateAsync()
    {
        string server = await RequiredServer.PostgreSqlAsync();
        var database = new PostgreSqlDatabase(server, $"crm_test_{RecordId.New().Value:N}");
        await ExecuteAsync(server, $"CREATE DATABASE {database._name} ENCODING 'UTF8' TEMPLATE template0");
        return database;
    }

    public PostgreSqlStore Open(Action<PostgreSqlStoreOptions>? configure = null)
    {
        var options = new PostgreSqlStoreOptions { ConnectionString = Connection };
        configure?.Invoke(options);
        return new PostgreSqlStore(Options.Create(options), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(Connection, sql);

    public async ValueTask DisposeAsync() => await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
