using System.Buffers.Binary;
using Crm.Sdk.Import;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Sorts any number of 16-byte values in bounded memory: sorted runs in private temporary files, merged at the end.</summary>
/// <remarks>Filled first, then read once. Not thread-safe.</remarks>
internal sealed class SortedSpill(int capacity = SortedSpill.DefaultCapacity) : IAsyncDisposable
{
    private const int DefaultCapacity = 1 << 20; // 16 MiB
    private const int Size = 16;

    private readonly List<FileStream> _runs = [];
    private readonly byte[] _bytes = new byte[Size];
    private UInt128[] _buffer = new UInt128[1024];
    private int _count;

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    public void Add(UInt128 value)
    {
        if (_count == capacity)
        {
            WriteRun();
        }

        if (_count == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(capacity, _buffer.Length * 2));
        }

        _buffer[_count++] = value;
        Count++;
    }

    /// <summary>All values in ascending order, equal ones side by side.</summary>
    public IEnumerable<UInt128> Sorted()
    {
        _buffer.AsSpan(0, _count).Sort();
        if (_runs.Count == 0)
        {
            for (int i = 0; i < _count; i++)
            {
                yield return _buffer[i];
            }

            yield break;
        }

        WriteRun();
        _buffer = [];
        var next = new PriorityQueue<FileStream, UInt128>();
        foreach (FileStream run in _runs)
        {
            run.Flush();
            run.Position = 0;
            Enqueue(next, run);
        }

        while (next.TryDequeue(out FileStream? run, out UInt128 value))
        {
            yield return value;
            Enqueue(next, run);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FileStream run in _runs)
        {
            await run.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Enqueue(PriorityQueue<FileStream, UInt128> queue, FileStream run)
    {
        if (run.ReadAtLeast(_bytes, Size, throwOnEndOfStream: false) == Size)
        {
            queue.Enqueue(run, BinaryPrimitives.ReadUInt128BigEndian(_bytes));
        }
    }

    private void WriteRun()
    {
        Span<UInt128> values = _buffer.AsSpan(0, _count);
        values.Sort();
        FileStream run = TemporaryFile.Create();
        _runs.Add(run);
        foreach (UInt128 value in values)
        {
            BinaryPrimitives.WriteUInt128BigEndian(_bytes, value);
            run.Write(_bytes);
        }

        _count = 0;
    }
}
