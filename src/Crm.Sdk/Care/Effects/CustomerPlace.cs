using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Care;

/// <summary>Draws lots that anybody can compute again: the first eight bytes of SHA-256 over a name and a customer.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class CustomerPlace
{
    /// <summary>The place of a customer in a campaign or a plan; spread evenly over all numbers.</summary>
    public static long Of(string name, CustomerId customer)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{customer}"), digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest);
    }

    /// <summary>Whether a customer is among so many per cent, give or take what chance gives.</summary>
    public static bool IsAmong(string name, CustomerId customer, int percent) => (Int128)Of(name, customer) - long.MinValue < ((Int128)1 << 64) * percent / 100;
}
