using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk;

/// <summary>Ids that follow from names: the first 122 bits of SHA-256 over the names' lengths and UTF-8 bytes, as a UUID of version 8 (RFC 9562, 5.8).</summary>
internal static class NamedGuid
{
    public static Guid Of(params ReadOnlySpan<string> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string name in names)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length); // so that no two lists of names run together
            hash.AppendData(length);
            hash.AppendData(text);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
