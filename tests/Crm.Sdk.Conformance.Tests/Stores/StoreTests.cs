using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Stores;

/// <summary>Tests of which each has a new store of a fixture, removed when the test is over.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class StoreTests<TFixture> : IAsyncLifetime
    where TFixture : IStoreFixture, new()
{
    private ICrmStore? _store;

    /// <summary>What makes the stores.</summary>
    protected TFixture Fixture { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_store is not null)
        {
            await Fixture.RemoveAsync(_store, CancellationToken.None);
        }

        if (Fixture is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    /// <summary>The test's store, with the schema of a model.</summary>
    protected async Task<ICrmStore> StartAsync(ModelCatalogue model)
    {
        _store = await Fixture.CreateAsync(CancellationToken.None);
        await _store.EnsureSchemaAsync(model, SchemaMode.CreateOrExtend, CancellationToken.None);
        return _store;
    }
}
