using System.Globalization;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Channels.Webhook.Robots;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>The channel <c>dingtalk-robot</c>: a group robot of DingTalk (钉钉自定义机器人). Bodies of at most 20,000 bytes, 20 a minute; above that DingTalk blocks for ten minutes.</summary>
/// <remarks>Subjects are not sent. Source: open.dingtalk.com, 自定义机器人接入. Thread-safe.</remarks>
public sealed class DingTalkRobotChannel : INotificationChannel
{
    /// <summary>The channel's name.</summary>
    public const string Name = "dingtalk-robot";

    private static readonly Duration Blocked = Duration.FromMinutes(10);

    private static readonly RobotAnswers Answers = new("DingTalk", "errcode", new Dictionary<long, RobotRefusal>
    {
        [-1] = RobotRefusal.Failing(),
        [130101] = RobotRefusal.Busy(Blocked),
        [410100] = RobotRefusal.Busy(Blocked),
        [300001] = RobotRefusal.SetUpWrong("there is no robot of this token"),
        [300005] = RobotRefusal.SetUpWrong("there is no robot of this token"),
        [310000] = RobotRefusal.SetUpWrong("its signature, keyword or address check failed"),
    });

    private readonly RobotLine _line;
    private readonly string? _secret;
    private readonly IClock _clock;

    internal DingTalkRobotChannel(DingTalkRobotOptions options, OutboundHttp http, IClock clock)
    {
        _line = new RobotLine("dingtalk", options, http, Answers);
        _secret = string.IsNullOrEmpty(options.Secret) ? null : options.Secret;
        _clock = clock;
        Descriptor = new ChannelDescriptor(Name)
        {
            Audience = _line.Audience,
            Limit = TextLimit.Bytes(9_500), // where all of it were escaped, the body would still be below 20,000 bytes
            Rate = Rate.PerMinute(20),
            AfterCrash = CrashPolicy.PreferNoLoss,
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
        return await _line.PostAsync(body, Signed(), cancellationToken).ConfigureAwait(false);
    }

    private string Signed()
    {
        long now = _clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        return _secret is not { } secret
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $"timestamp={now}&sign={Uri.EscapeDataString(RobotSignatures.DingTalk(now, secret))}");
    }
}
