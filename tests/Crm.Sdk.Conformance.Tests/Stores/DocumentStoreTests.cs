using System.Text;
using Acme.DocumentStore;
using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Stores;

/// <summary>What the laws cannot see: the file itself.</summary>
public sealed class DocumentStoreTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.PathOf("crm.documents");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folder.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Wherever_the_last_line_was_cut_only_the_commit_that_was_never_answered_is_missing()
    {
        await CommitAsync(3);
        byte[] whole = await File.ReadAllBytesAsync(Path);
        int lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (int length = lastLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Path, whole[..length]);
            Assert.Equal(["n0", "n1"], await NumbersAsync());
            Assert.Equal(lastLine, new FileInfo(Path).Length);
        }
    }

    [Fact]
    public async Task A_damaged_line_with_good_ones_behind_it_is_refused_and_nothing_is_cut()
    {
        await CommitAsync(3);
        byte[] bytes = await File.ReadAllBytesAsync(Path);
        bytes[bytes.AsSpan().IndexOf("n1"u8)] ^= 1;
        await File.WriteAllBytesAsync(Path, bytes);

        var error = await Assert.ThrowsAsync<CrmException>(NumbersAsync);

        Assert.Equal(StorageErrorCodes.StoreDamaged, error.Code);
        Assert.Equal(bytes.Length, new FileInfo(Path).Length);
    }

    [Fact]
    public async Task Records_of_a_kind_that_is_not_in_the_model_now_wait_in_the_file()
    {
        await CommitAsync(2);
        using (FileDocumentStore without = Open())
        {
            await without.EnsureSchemaAsync(new ModelCatalogue([ConformanceModel.Memo]), SchemaMode.CreateOrExtend, CancellationToken.None);
            await without.CommitAsync(new KeyedBatch(TenantId.Default).Add(new Memo { Id = RecordId.New() }).Build(), CancellationToken.None);
        }

        Assert.Equal(["n0", "n1"], await NumbersAsync());
    }

    [Fact]
    public async Task The_file_is_text_that_a_person_can_read()
    {
        await CommitAsync(1);

        string line = Assert.Single(await File.ReadAllLinesAsync(Path, Encoding.UTF8));

        Assert.Matches("""^[0-9a-f]{64}\{"Tenant":"default",.*"Put":\[\{"Kind":"conformance.parcel",.*"Entity":\{"number":"n0"\}\}\]""", line);
    }

    [Fact]
    public async Task A_second_store_on_the_file_is_refused()
    {
        await CommitAsync(1);
        using FileDocumentStore first = Open();

        Assert.ThrowsAny<IOException>(Open);
    }

    [Fact]
    public void The_whole_plugin_takes_200_lines_of_code_at_most() => Assert.InRange(
        Directory.GetFiles(RepositoryFolder.PathOf("samples", "Acme.DocumentStore"), "*.cs").Sum(static file => File.ReadLines(file).Count()), 100, 200);

    private FileDocumentStore Open() => new(Options.Create(new FileDocumentStoreOptions { Path = Path }), SystemClock.Instance);

    private async Task<FileDocumentStore> OpenAsync()
    {
        FileDocumentStore store = Open();
        try
        {
            await store.EnsureSchemaAsync(ConformanceModel.Catalogue, SchemaMode.CreateOrExtend, CancellationToken.None);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private async Task CommitAsync(int commits)
    {
        using FileDocumentStore store = await OpenAsync();
        for (int i = 0; i < commits; i++)
        {
            CommitBatch batch = new KeyedBatch(TenantId.Default).Add(new Parcel { Id = RecordId.New(), Number = $"n{i}" }).Build();
            Assert.IsType<CommitResult.Committed>(await store.CommitAsync(batch, CancellationToken.None));
        }
    }

    private async Task<List<string>> NumbersAsync()
    {
        using FileDocumentStore store = await OpenAsync();
        var query = new StoreQuery(TenantId.Default, ConformanceModel.Parcel.Kind) { Order = new RecordOrder("number") };
        return [.. (await store.QueryAsync(query, CancellationToken.None)).Records.Select(static record => ((Parcel)record.Entity).Number!)];
    }
}
