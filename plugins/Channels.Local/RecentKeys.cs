using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Channels.Local;

/// <summary>Remembers the last keys, each by the first 128 bits of its SHA-256, and forgets older ones: bounded memory, and no two keys are mistaken for one.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RecentKeys(int capacity)
{
    private readonly Queue<UInt128> _order = new();
    private readonly HashSet<UInt128> _known = [];

    public int Count => _known.Count;

    public static UInt128 Of(string tenant, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{key}"), hash); // a tenant's name has no line break
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    public bool Contains(UInt128 key) => _known.Contains(key);

    public void Add(UInt128 key)
    {
        if (!_known.Add(key))
        {
            return;
        }

        _order.Enqueue(key);
        if (_order.Count > capacity)
        {
            _known.Remove(_order.Dequeue());
        }
    }

    public void Clear()
    {
        _order.Clear();
        _known.Clear();
    }
}
