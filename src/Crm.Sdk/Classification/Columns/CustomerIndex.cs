using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Crm.Sdk.Classification;

/// <summary>
/// The row of each customer's id: open addressing with linear probing, at most half full. Look-ups in groups do their memory accesses independently of one another,
/// so that the processor waits for many of them at once; that halves the time of a map that is larger than the caches.
/// </summary>
/// <remarks>One writer while it is built; thread-safe once it is not added to any more.</remarks>
internal sealed class CustomerIndex
{
    private const int Group = 64;

    private Guid[] _ids;
    private int[] _table; // row + 1, so that a new table is an empty one
    private int _shift;

    public CustomerIndex(int expected = 0)
    {
        int size = SizeFor(Math.Max(expected, 16));
        _ids = new Guid[Math.Max(expected, 16)];
        _table = new int[size];
        _shift = ShiftOf(size);
    }

    private CustomerIndex(CustomerIndex other, int extra)
    {
        Count = other.Count;
        _ids = new Guid[Count + extra];
        other.Ids.CopyTo(_ids);
        _table = [.. other._table];
        _shift = other._shift;
        while (_table.Length < 2L * (Count + extra))
        {
            Grow();
        }
    }

    public int Count { get; private set; }

    public ReadOnlySpan<Guid> Ids => _ids.AsSpan(0, Count);

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => (16L * _ids.Length) + (4L * _table.Length);

    /// <summary>An index of the same ids to which others can be added; this one stays as it is.</summary>
    public CustomerIndex Copy(int extra) => new(this, extra);

    /// <summary>The row of an id, or −1.</summary>
    public int Find(in Guid id)
    {
        int[] table = _table;
        int mask = table.Length - 1;
        for (int at = Home(id); ; at = (at + 1) & mask)
        {
            int row = table[at] - 1;
            if (row < 0 || _ids[row] == id)
            {
                return row;
            }
        }
    }

    /// <summary>The row of an id, which gets the next one if it has none.</summary>
    public int GetOrAdd(in Guid id)
    {
        int[] table = _table;
        int mask = table.Length - 1;
        for (int at = Home(id); ; at = (at + 1) & mask)
        {
            int row = table[at] - 1;
            if (row < 0)
            {
                return Add(id, at);
            }

            if (_ids[row] == id)
            {
                return row;
            }
        }
    }

    /// <summary>The rows of ids, which get the next ones if they have none.</summary>
    public void GetOrAdd(ReadOnlySpan<Guid> ids, Span<int> rows)
    {
        Span<int> candidates = stackalloc int[Group];
        while (!ids.IsEmpty)
        {
            int count = Math.Min(Group, ids.Length);
            Probe(ids[..count], candidates, rows);
            for (int i = 0; i < count; i++)
            {
                if (rows[i] < 0)
                {
                    rows[i] = GetOrAdd(ids[i]); // a collision, or an id that is new or was so a moment ago
                }
            }

            ids = ids[count..];
            rows = rows[count..];
        }
    }

    /// <summary>Lets go of room for more.</summary>
    public void Trim()
    {
        if (_ids.Length > Count)
        {
            Array.Resize(ref _ids, Count);
        }
    }

    /// <summary>The row where the first place looked at holds the id, otherwise −1.</summary>
    private void Probe(ReadOnlySpan<Guid> ids, Span<int> candidates, Span<int> rows)
    {
        int[] table = _table;
        for (int i = 0; i < ids.Length; i++)
        {
            candidates[i] = table[Home(ids[i])];
        }

        Guid[] known = _ids;
        for (int i = 0; i < ids.Length; i++)
        {
            int row = candidates[i] - 1;
            rows[i] = row >= 0 && known[row] == ids[i] ? row : -1;
        }
    }

    private int Add(in Guid id, int at)
    {
        if (2L * (Count + 1) > _table.Length)
        {
            Grow();
            int mask = _table.Length - 1;
            for (at = Home(id); _table[at] != 0; at = (at + 1) & mask)
            {
            }
        }

        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, checked(_ids.Length * 2));
        }

        _ids[Count] = id;
        _table[at] = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        int size = checked(_table.Length * 2);
        _table = new int[size];
        _shift = ShiftOf(size);
        for (int row = 0; row < Count; row++)
        {
            int at = Home(_ids[row]);
            while (_table[at] != 0)
            {
                at = (at + 1) & (size - 1);
            }

            _table[at] = row + 1;
        }
    }

    // Ids of one process share a time stamp and count up, so both halves are mixed before the upper bits are taken.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(in Guid id)
    {
        ReadOnlySpan<ulong> halves = MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in id));
        ulong hash = (halves[0] * 0x9E37_79B9_7F4A_7C15) ^ (halves[1] * 0xC2B2_AE3D_27D4_EB4F);
        hash ^= hash >> 32;
        return (int)((hash * 0xD6E8_FEB8_6659_FD93) >> _shift);
    }

    private static int SizeFor(int count) => checked((int)System.Numerics.BitOperations.RoundUpToPowerOf2(2u * (uint)count));

    private static int ShiftOf(int size) => 64 - System.Numerics.BitOperations.Log2((uint)size);
}
