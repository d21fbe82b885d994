using Crm.Sdk.Import;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>The ids of the customers of one search, by their number, in a private temporary file.</summary>
/// <remarks>Filled first, then read. Not thread-safe.</remarks>
internal sealed class IdList : IAsyncDisposable
{
    private const int Size = 16;

    private readonly FileStream _file = TemporaryFile.Create();
    private readonly byte[] _one = new byte[Size];

    public uint Count { get; private set; }

    public void Add(RecordId id)
    {
        id.Value.TryWriteBytes(_one, bigEndian: true, out _);
        _file.Write(_one);
        Count++;
    }

    /// <summary>Some ids in the order in which they were added.</summary>
    public async Task<RecordId[]> ReadAsync(uint from, int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count * Size];
        _file.Position = (long)from * Size;
        await _file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        var ids = new RecordId[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = new RecordId(new Guid(bytes.AsSpan(i * Size, Size), bigEndian: true));
        }

        return ids;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
