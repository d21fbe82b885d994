using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Crm.Sdk;

/// <summary>Version 7 UUIDs that grow within a process: 48 bits of milliseconds, a 12-bit counter, 62 random bits (RFC 9562, method 1).</summary>
internal static class MonotonicGuid
{
    private static readonly Lock Gate = new();
    private static readonly byte[] Random = new byte[8 * 512];
    private static int _randomAt = Random.Length;
    private static long _last; // milliseconds << 12 | counter

    public static Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        long stamp;
        lock (Gate)
        {
            // Ids are made of the machine's clock, not of business time: they only have to be unique and to grow.
            long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << 12;
            stamp = _last = now > _last ? now : _last + 1; // a full counter or a clock set back borrows from the next millisecond
            if (_randomAt == Random.Length)
            {
                RandomNumberGenerator.Fill(Random);
                _randomAt = 0;
            }

            Random.AsSpan(_randomAt, 8).CopyTo(bytes[8..]);
            _randomAt += 8;
        }

        long milliseconds = stamp >> 12;
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(milliseconds >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)milliseconds);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (stamp & 0xFFF)));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
