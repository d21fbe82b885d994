using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>One customer in one block, as a number that sorts by block, then by the beginning of the name: 48 bits of the key's hash, 48 of the name, 32 for the customer.</summary>
/// <remarks>Two keys that share 48 bits of SHA-256 make one block: then a few more pairs are compared, and none fewer.</remarks>
internal readonly record struct BlockEntry(ulong Block, ulong Name, uint Customer)
{
    private const int NameBytes = 6;
    private const ulong Mask = (1UL << 48) - 1;

    public static ulong HashOf(int rule, string key)
    {
        Span<byte> bytes = stackalloc byte[256];
        int needed = Encoding.UTF8.GetMaxByteCount(key.Length) + 1;
        bytes = needed <= bytes.Length ? bytes : new byte[needed];
        bytes[0] = (byte)rule;
        int length = 1 + Encoding.UTF8.GetBytes(key, bytes[1..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) & Mask;
    }

    /// <summary>The beginning of a name as it sorts.</summary>
    public static ulong NameOf(string? name)
    {
        ulong number = 0;
        byte[] bytes = Encoding.UTF8.GetBytes(new string([.. CanonicalText.Fold(name ?? string.Empty).Where(char.IsLetterOrDigit).Take(NameBytes)]));
        for (int i = 0; i < NameBytes; i++)
        {
            number = (number << 8) | (i < bytes.Length ? bytes[i] : 0UL);
        }

        return number;
    }

    public UInt128 Packed => ((UInt128)Block << 80) | ((UInt128)Name << 32) | Customer;

    public static BlockEntry Unpack(UInt128 packed) => new((ulong)(packed >> 80), (ulong)(packed >> 32) & Mask, (uint)packed);
}
