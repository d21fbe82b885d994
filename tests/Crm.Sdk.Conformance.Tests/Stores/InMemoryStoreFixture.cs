using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Tests.Stores;

public sealed class InMemoryStoreFixture : IStoreFixture
{
    public Task<ICrmStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<ICrmStore>(new InMemoryStore());

    public Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken) => Task.FromResult(store);

    public Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken) => Task.CompletedTask;
}
