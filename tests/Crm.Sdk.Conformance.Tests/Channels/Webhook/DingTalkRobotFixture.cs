using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Crm.Sdk.Channels.Webhook;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>DingTalk's side: it verifies the signature in the address with code of its own.</summary>
public sealed class DingTalkRobotFixture() : HttpChannelFixture(Read, RobotReplies.Of("errcode", busy: 130101, refused: 400013), Duration.FromMinutes(10))
{
    private const string Secret = "SEC0123456789abcdef";

    private protected override INotificationChannel Create(Uri provider, OutboundHttp http) => new DingTalkRobotChannel(
        new DingTalkRobotOptions { Url = new Uri(provider, "/robot/send?access_token=t0k3n").AbsoluteUri, Secret = Secret }, http, SystemClock.Instance);

    private static (ReceivedMessage Message, string? Key) Read(LoopbackRequest request)
    {
        var query = HttpUtility.ParseQueryString(request.Path[request.Path.IndexOf('?', StringComparison.Ordinal)..]); // decodes once
        string timestamp = query["timestamp"]!;
        string expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{timestamp}\n{Secret}")));
        Duration age = SystemClock.Instance.GetCurrentInstant() - Instant.FromUnixTimeMilliseconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        return query["sign"] == expected && query["access_token"] == "t0k3n" && age < Duration.FromHours(1) && age > -Duration.FromHours(1)
            ? RobotReplies.Text(request, "msgtype", "text", "content")
            : throw new InvalidOperationException("The signature does not match.");
    }
}
