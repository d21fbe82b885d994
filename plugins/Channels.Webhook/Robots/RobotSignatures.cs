using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Channels.Webhook.Robots;

/// <summary>How robots sign. The two differ in key, message, unit of time and place, so nothing is shared.</summary>
/// <remarks>Sources: DingTalk, 自定义机器人安全设置; Feishu, 自定义机器人使用指南. Thread-safe.</remarks>
internal static class RobotSignatures
{
    /// <summary>DingTalk: HMAC-SHA256 keyed by the secret over timestamp, line break and secret, in base64; it goes into the address, encoded once.</summary>
    /// <param name="milliseconds">Since 1970.</param>
    /// <param name="secret">The secret.</param>
    public static string DingTalk(long milliseconds, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Lines(milliseconds, secret))));

    /// <summary>Feishu: HMAC-SHA256 keyed by timestamp, line break and secret, over nothing, in base64; it goes into the body.</summary>
    /// <param name="seconds">Since 1970.</param>
    /// <param name="secret">The secret.</param>
    public static string Feishu(long seconds, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Lines(seconds, secret)), Array.Empty<byte>()));

    private static string Lines(long timestamp, string secret) => string.Create(CultureInfo.InvariantCulture, $"{timestamp}\n{secret}");
}
