using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Channels.Sms.Providers;

/// <summary>Signs requests as Aliyun's gateway wants it: ACS3-HMAC-SHA256.</summary>
/// <remarks>Source: help.aliyun.com, V3 版本请求体和签名机制. Thread-safe.</remarks>
internal static class AliyunSignature
{
    /// <summary>The header <c>Authorization</c>.</summary>
    /// <param name="keyId">The account's key id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="query">The query, in canonical form.</param>
    /// <param name="headers">All headers that are signed, in small letters.</param>
    /// <param name="hashedBody">The SHA-256 of the body, in hexadecimal.</param>
    public static string Of(string keyId, string secret, string query, IReadOnlyDictionary<string, string> headers, string hashedBody)
    {
        (string Name, string Value)[] sorted = [.. headers.Select(static header => (header.Key, header.Value)).OrderBy(static header => header.Key, StringComparer.Ordinal)];
        string names = string.Join(';', sorted.Select(static header => header.Name));
        string canonical = $"POST\n/\n{query}\n{string.Concat(sorted.Select(static header => $"{header.Name}:{header.Value.Trim()}\n"))}\n{names}\n{hashedBody}";
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"ACS3-HMAC-SHA256\n{Hash(canonical)}")));
        return $"ACS3-HMAC-SHA256 Credential={keyId},SignedHeaders={names},Signature={signature}";
    }

    /// <summary>A query in canonical form: sorted, and encoded as RFC 3986 says.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join(
        '&', parameters.OrderBy(static parameter => parameter.Key, StringComparer.Ordinal).Select(static parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
