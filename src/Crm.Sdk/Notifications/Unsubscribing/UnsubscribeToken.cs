using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Notifications;

/// <summary>
/// Writes and reads tokens: what would be withdrawn, encrypted by AES-GCM under a nonce that is an HMAC of it, so that nobody can read or alter one, and the same request makes the same token (as RFC 5297 does
/// with another cipher). Base64url of version, nonce, ciphertext and tag.
/// </summary>
internal static class UnsubscribeToken
{
    public const int KeyLength = 32;

    private const byte Version = 1;
    private const int MaxLength = 600;

    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    public static string Write(UnsubscribeRequest request, byte[] key)
    {
        byte[] plain = Encoding.UTF8.GetBytes(string.Join('\n', request.Tenant.Value, request.Customer.Value.ToString("N"), request.Purpose, request.Channel ?? string.Empty));
        byte[] token = new byte[1 + NonceLength + plain.Length + TagLength];
        token[0] = Version;
        Span<byte> nonce = token.AsSpan(1, NonceLength);
        HMACSHA256.HashData(Derived(key, "nonce"), plain).AsSpan(0, NonceLength).CopyTo(nonce);
        using var cipher = new AesGcm(Derived(key, "cipher"), TagLength);
        cipher.Encrypt(nonce, plain, token.AsSpan(1 + NonceLength, plain.Length), token.AsSpan(token.Length - TagLength), token.AsSpan(0, 1));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What a token says; null where it was not made with one of the keys.</summary>
    public static UnsubscribeRequest? Read(string token, IEnumerable<byte[]> keys)
    {
        if (token.Length > MaxLength || !Base64Url.IsValid(token, out int length) || length < 1 + NonceLength + TagLength)
        {
            return null;
        }

        byte[] bytes = Base64Url.DecodeFromChars(token);
        byte[] plain = new byte[bytes.Length - 1 - NonceLength - TagLength];
        foreach (byte[] key in keys)
        {
            using var cipher = new AesGcm(Derived(key, "cipher"), TagLength);
            try
            {
                cipher.Decrypt(bytes.AsSpan(1, NonceLength), bytes.AsSpan(1 + NonceLength, plain.Length), bytes.AsSpan(bytes.Length - TagLength), plain, bytes.AsSpan(0, 1));
            }
            catch (AuthenticationTagMismatchException)
            {
                continue; // another key made it, or nobody
            }

            return bytes[0] == Version && Encoding.UTF8.GetString(plain).Split('\n') is [var tenant, var customer, var purpose, var channel]
                ? new UnsubscribeRequest(new TenantId(tenant), new CustomerId(Guid.ParseExact(customer, "N")), purpose, channel.Length == 0 ? null : channel)
                : null;
        }

        return null;
    }

    private static byte[] Derived(byte[] key, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.UTF8.GetBytes($"crm unsubscribe {use}"));
}
