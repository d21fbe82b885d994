using Crm.Sdk.Channels.Webhook;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>WeCom's side: the key in the address, and texts of at most 2,048 bytes.</summary>
public sealed class WeComRobotFixture() : HttpChannelFixture(Read, RobotReplies.Of("errcode", busy: 45009, refused: 40058), Duration.FromMinutes(1))
{
    private const string Path = "/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

    private protected override INotificationChannel Create(Uri provider, OutboundHttp http) =>
        new WeComRobotChannel(new WeComRobotOptions { Url = new Uri(provider, Path).AbsoluteUri }, http);

    private static (ReceivedMessage Message, string? Key) Read(LoopbackRequest request) => request.Path == Path
        ? RobotReplies.Text(request, "msgtype", "text", "content")
        : throw new InvalidOperationException("The key is not in the address.");
}
