using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Stores;

/// <summary>An SQLite file in a folder of its own, with the settings that hosts have by default.</summary>
public sealed class SqliteStoreFixture : IStoreFixture, IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<ICrmStore, string> _files = [];

    public Task<ICrmStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(Open(_folder.PathOf($"{RecordId.New()}.db")));

    public async Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken) => Open(await CloseAsync(store));

    public async Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken) => await CloseAsync(store);

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await _folder.DisposeAsync();
    }

    /// <summary>Runs a statement past the store.</summary>
    public async Task ExecuteAsync(ICrmStore store, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_files[store]};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own text
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private ICrmStore Open(string file)
    {
        var store = new SqliteStore(Options.Create(new SqliteStoreOptions { ConnectionString = $"Data Source={file}" }), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        _files.Add(store, file);
        return store;
    }

    private async Task<string> CloseAsync(ICrmStore store)
    {
        await ((SqliteStore)store).DisposeAsync();
        _files.Remove(store, out string? file);
        return file!;
    }
}
