using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Channels.Webhook.Robots;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>The channel <c>wecom-robot</c>: a group robot of WeCom (企业微信群机器人). Texts of at most 2,048 bytes, 20 a minute.</summary>
/// <remarks>Subjects are not sent. The address itself is the secret; nothing is signed. Source: developer.work.weixin.qq.com, 群机器人配置说明. Thread-safe.</remarks>
public sealed class WeComRobotChannel : INotificationChannel
{
    /// <summary>The channel's name.</summary>
    public const string Name = "wecom-robot";

    private static readonly RobotAnswers Answers = new("WeCom", "errcode", new Dictionary<long, RobotRefusal>
    {
        [-1] = RobotRefusal.Failing(),
        [40058] = RobotRefusal.Message("a part of the message is not valid, or too long"),
        [45009] = RobotRefusal.Busy(Duration.FromMinutes(1)),
        [45033] = RobotRefusal.Busy(Duration.FromMinutes(1)),
        [93000] = RobotRefusal.SetUpWrong("there is no robot of this address"),
    });

    private readonly RobotLine _line;

    internal WeComRobotChannel(WeComRobotOptions options, OutboundHttp http)
    {
        _line = new RobotLine("wecom", options, http, Answers);
        Descriptor = new ChannelDescriptor(Name)
        {
            Audience = _line.Audience,
            Limit = TextLimit.Bytes(2048),
            Rate = Rate.PerMinute(20),
            AfterCrash = CrashPolicy.PreferNoLoss, // a reminder that staff see twice does no harm
        };
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ReadOnlyMemory<byte> body = RobotBody.Of(json =>
        {
            json.WriteString("msgtype", "text");
            RobotBody.WriteText(json, "text", "content", message.Body);
        });
        return await _line.PostAsync(body, string.Empty, cancellationToken).ConfigureAwait(false);
    }
}
