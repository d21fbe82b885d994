using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crm.Sdk.Channels.Webhook;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>Feishu's side: it verifies the signature in the body with code of its own, and takes bodies of at most 20 KB.</summary>
public sealed class FeishuRobotFixture() : HttpChannelFixture(Read, RobotReplies.Of("code", busy: 11232, refused: 19024), Duration.FromMinutes(1))
{
    private const string Secret = "demo-secret";

    private protected override INotificationChannel Create(Uri provider, OutboundHttp http) => new FeishuRobotChannel(
        new FeishuRobotOptions { Url = new Uri(provider, "/open-apis/bot/v2/hook/xxx").AbsoluteUri, Secret = Secret }, http, SystemClock.Instance);

    private static (ReceivedMessage Message, string? Key) Read(LoopbackRequest request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        string timestamp = body.RootElement.GetProperty("timestamp").GetString()!;
        string expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{Secret}"), Array.Empty<byte>()));
        Duration age = SystemClock.Instance.GetCurrentInstant() - Instant.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        return body.RootElement.GetProperty("sign").GetString() == expected && age < Duration.FromHours(1) && Encoding.UTF8.GetByteCount(request.Body) <= 20 * 1024
            ? RobotReplies.Text(request, "msg_type", "content", "text")
            : throw new InvalidOperationException("The signature does not match, or the body is too long.");
    }
}
