using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Channels.Sms.Providers;

/// <summary>Signs requests as Tencent Cloud wants it: TC3-HMAC-SHA256 over content type and host.</summary>
/// <remarks>Source: cloud.tencent.com, 签名方法 v3. Thread-safe.</remarks>
internal static class TencentSignature
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>The header <c>Authorization</c>.</summary>
    /// <param name="keyId">The account's key id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="service">The service, such as <c>sms</c>.</param>
    /// <param name="host">The host that is asked.</param>
    /// <param name="body">The body.</param>
    /// <param name="now">The instant that the request states.</param>
    public static string Of(string keyId, string secret, string service, string host, ReadOnlySpan<byte> body, Instant now)
    {
        const string names = "content-type;host";
        string date = LocalDatePattern.Iso.Format(now.InUtc().Date), scope = $"{date}/{service}/tc3_request";
        string canonical = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{host}\n\n{names}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        string toSign = string.Create(
            CultureInfo.InvariantCulture, $"TC3-HMAC-SHA256\n{now.ToUnixTimeSeconds()}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}");
        byte[] key = Keyed(Keyed(Keyed(Encoding.UTF8.GetBytes($"TC3{secret}"), date), service), "tc3_request");
        return $"TC3-HMAC-SHA256 Credential={keyId}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(Keyed(key, toSign))}";
    }

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
