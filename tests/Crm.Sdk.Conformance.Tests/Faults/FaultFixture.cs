using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Tests.Faults;

/// <summary>Makes stores with a planted fault.</summary>
/// <param name="create">Makes one.</param>
/// <param name="reopen">What reopening gives; the same store when null.</param>
internal sealed class FaultFixture(Func<ICrmStore> create, Func<ICrmStore, ICrmStore>? reopen = null) : IStoreFixture
{
    public Task<ICrmStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(create());

    public Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken) => Task.FromResult(reopen?.Invoke(store) ?? store);

    public Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken) => Task.CompletedTask;
}
