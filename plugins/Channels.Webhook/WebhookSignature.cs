using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>Signs as Standard Webhooks says: HMAC-SHA256 over <c>id.timestamp.body</c>, as <c>v1,</c> and base64.</summary>
/// <remarks>Source: the specification at standardwebhooks.com. Thread-safe.</remarks>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int LeastBytes = 24, MostBytes = 64;

    /// <param name="secrets">The secrets, each of which signs.</param>
    /// <param name="id">The message's id, without a full stop.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <param name="body">The body, to the byte.</param>
    /// <returns>The signatures, a space between.</returns>
    public static string Of(IEnumerable<byte[]> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }

    /// <summary>The bytes of a secret; null where it is none.</summary>
    public static byte[]? Key(string secret)
    {
        var bytes = new byte[MostBytes];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out int length) && length >= LeastBytes ? bytes[..length] : null;
    }
}
