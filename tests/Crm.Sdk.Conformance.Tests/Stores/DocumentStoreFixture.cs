using Acme.DocumentStore;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Stores;

/// <summary>A document file in a folder of its own. Whenever it is opened again, half a line stands at its end, as after a kill in the middle of a commit.</summary>
public sealed class DocumentStoreFixture : IStoreFixture, IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<ICrmStore, string> _files = [];

    public Task<ICrmStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(Open(_folder.PathOf($"{RecordId.New()}.documents")));

    public async Task<ICrmStore> ReopenAsync(ICrmStore store, CancellationToken cancellationToken)
    {
        string file = Close(store);
        string? last = (await File.ReadAllLinesAsync(file, cancellationToken)).LastOrDefault();
        await File.AppendAllTextAsync(file, last?[..(last.Length / 2)], cancellationToken);
        return Open(file);
    }

    public Task RemoveAsync(ICrmStore store, CancellationToken cancellationToken)
    {
        File.Delete(Close(store));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private ICrmStore Open(string file)
    {
        var store = new FileDocumentStore(Options.Create(new FileDocumentStoreOptions { Path = file }), SystemClock.Instance);
        _files.Add(store, file);
        return store;
    }

    private string Close(ICrmStore store)
    {
        ((FileDocumentStore)store).Dispose();
        _files.Remove(store, out string? file);
        return file!;
    }
}
