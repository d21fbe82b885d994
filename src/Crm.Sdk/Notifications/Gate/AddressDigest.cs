using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Notifications;

/// <summary>Names an address without keeping it: the first 122 bits of an HMAC over tenant, kind and address.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="key">The host's key. Without one the digest only keeps the address from being read at a glance: telephone numbers can be tried out.</param>
internal sealed class AddressDigest(byte[] key)
{
    public RecordId Of(TenantId tenant, ContactPointKind kind, string address)
    {
        byte[] named = Encoding.UTF8.GetBytes($"suppression\n{tenant.Value}\n{(int)kind}\n{Canonical(kind, address)}");
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, named, digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80); // a UUID of version 8 (RFC 9562)
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new RecordId(new Guid(digest[..16], bigEndian: true));
    }

    /// <summary>Addresses that reach the same: e-mail without regard to case, telephone numbers by their digits.</summary>
    private static string Canonical(ContactPointKind kind, string address) => kind switch
    {
        ContactPointKind.Email => address.Trim().ToLowerInvariant(),
        ContactPointKind.Phone => string.Concat(address.Where(static c => char.IsAsciiDigit(c) || c == '+')),
        _ => address,
    };
}
