using Crm.Sdk.Storage;
using Crm.Sdk.Storage.PostgreSql;

namespace Crm.Sdk.Conformance.Tests.Stores;

public sealed class PostgreSqlStoreFixture : IStoreFixture
{
    private readonly Dictionary<ICrmStore, PostgreSqlDatabase> _databases = [];

    public async Task<ICrmStore> CreateAsync(CancellationToken cancellationToken) => Open(await PostgreSqlDatabase.CreateAsync());

    public async Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken)
    {
        _databases.Remove(store, out PostgreSqlDatabase? database);
        await ((PostgreSqlStore)store).DisposeAsync();
        return Open(database!);
    }

    public async Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken)
    {
        _databases.Remove(store, out PostgreSqlDatabase? database);
        await ((PostgreSqlStore)store).DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>Runs a statement past the store.</summary>
    public Task ExecuteAsync(ICrmStore store, string sql) => _databases[store].ExecuteAsync(sql);

    private PostgreSqlStore Open(PostgreSqlDatabase database)
    {
        PostgreSqlStore store = database.Open();
        _databases.Add(store, database);
        return store;
    }
}
