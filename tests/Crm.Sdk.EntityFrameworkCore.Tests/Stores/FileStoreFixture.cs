using Crm.Sdk.Conformance;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Stores of a kind that keeps each in one file.</summary>
public abstract class FileStoreFixture : IStoreFixture, IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<ICrmStore, string> _paths = [];
    private int _number;

    public Task<ICrmStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<ICrmStore>(OpenNoted(_folder.PathOf($"{++_number}.db")));

    public async Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken)
    {
        _paths.Remove(store, out string? path);
        await ((RelationalStore)store).DisposeAsync();
        return OpenNoted(path!);
    }

    public async Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken)
    {
        _paths.Remove(store);
        await ((RelationalStore)store).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract RelationalStore Open(string path);

    private RelationalStore OpenNoted(string path)
    {
        RelationalStore store = Open(path);
        _paths.Add(store, path);
        return store;
    }
}
