using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>Stores that order and compare by indexed fields only.</summary>
public sealed class IndexedOnlyStoreFixture : IStoreFixture
{
    public Task<ICrmStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<ICrmStore>(new IndexedOnlyStore());

    public Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken) => Task.FromResult(store);

    public Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken) => Task.CompletedTask;
}
