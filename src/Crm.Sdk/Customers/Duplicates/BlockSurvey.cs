namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Makes pairs of blocks: all of a small block, those of neighbours in a large one (the sorted neighbourhood of Hernández and Stolfo, 1995).</summary>
/// <remarks>Memory is that of one window. Not thread-safe.</remarks>
internal sealed class BlockSurvey(int maxBlock)
{
    private readonly Queue<uint> _window = new();
    private readonly PriorityQueue<(ulong Block, long Customers, long NotCompared, uint Example), long> _large = new();

    /// <summary>How many blocks were too large.</summary>
    public long LargeCount { get; private set; }

    /// <summary>Pairs of the customers that share a block, a pair as often as it shares one; the smaller number first.</summary>
    public IEnumerable<(uint Left, uint Right)> Pairs(IEnumerable<BlockEntry> entries)
    {
        ulong block = ulong.MaxValue;
        long size = 0, paired = 0;
        uint example = 0;
        foreach (BlockEntry entry in entries)
        {
            if (entry.Block != block)
            {
                End(block, size, paired, example);
                (block, size, paired, example) = (entry.Block, 0, 0, entry.Customer);
                _window.Clear();
            }

            foreach (uint other in _window)
            {
                if (other != entry.Customer) // one customer with two keys of one hash
                {
                    yield return (Math.Min(other, entry.Customer), Math.Max(other, entry.Customer));
                }

                paired++;
            }

            if (_window.Count == maxBlock - 1)
            {
                _window.Dequeue();
            }

            _window.Enqueue(entry.Customer);
            size++;
        }

        End(block, size, paired, example);
    }

    /// <summary>The largest of the blocks that were too large, the largest first.</summary>
    public IReadOnlyList<(ulong Block, long Customers, long NotCompared, uint Example)> Large() =>
        [.. _large.UnorderedItems.Select(static item => item.Element).OrderByDescending(static block => block.Customers).ThenBy(static block => block.Block)];

    private void End(ulong block, long size, long paired, uint example)
    {
        if (size <= maxBlock)
        {
            return;
        }

        LargeCount++;
        _large.Enqueue((block, size, (size * (size - 1) / 2) - paired, example), size);
        if (_large.Count > DuplicateReport.MaxLargeBlocks)
        {
            _large.Dequeue();
        }
    }
}
