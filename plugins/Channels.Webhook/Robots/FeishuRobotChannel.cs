using System.Globalization;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Channels.Webhook.Robots;
using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>The channel <c>feishu-robot</c>: a custom bot of Feishu or Lark (飞书自定义机器人). Bodies of at most 20 KB, 100 a minute and 5 a second.</summary>
/// <remarks>Subjects are not sent. Source: open.feishu.cn, 自定义机器人使用指南. Thread-safe.</remarks>
public sealed class FeishuRobotChannel : INotificationChannel
{
    /// <summary>The channel's name.</summary>
    public const string Name = "feishu-robot";

    private static readonly RobotAnswers Answers = new("Feishu", "code", new Dictionary<long, RobotRefusal>
    {
        [9499] = RobotRefusal.Busy(Duration.FromMinutes(1)),
        [11232] = RobotRefusal.Busy(Duration.FromMinutes(1)),
        [19001] = RobotRefusal.SetUpWrong("there is no robot of this address"),
        [19021] = RobotRefusal.SetUpWrong("its signature or the clock does not match"),
        [19022] = RobotRefusal.SetUpWrong("it does not permit this host's address"),
        [19024] = RobotRefusal.Message("its keyword is not in the text"),
    });

    private readonly RobotLine _line;
    private readonly string? _secret;
    private readonly IClock _clock;

    internal FeishuRobotChannel(FeishuRobotOptions options, OutboundHttp http, IClock clock)
    {
        _line = new RobotLine("feishu", options, http, Answers);
        _secret = string.IsNullOrEmpty(options.Secret) ? null : options.Secret;
        _clock = clock;
        Descriptor = new ChannelDescriptor(Name)
        {
            Audience = _line.Audience,
            Limit = TextLimit.Bytes(10_000), // where all of it were escaped, the body would still be below 20 KB
            Rate = new Rate(5, Duration.FromSeconds(3)), // keeps both limits: 100 a minute, and never more than 5 in a second
            AfterCrash = CrashPolicy.PreferNoLoss,
        };
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        long now = _clock.GetCurrentInstant().ToUnixTimeSeconds();
        ReadOnlyMemory<byte> body = RobotBody.Of(json =>
        {
            if (_secret is { } secret)
            {
                json.WriteString("timestamp", now.ToString(CultureInfo.InvariantCulture));
                json.WriteString("sign", RobotSignatures.Feishu(now, secret));
            }

            json.WriteString("msg_type", "text");
            RobotBody.WriteText(json, "content", "text", message.Body);
        });
        return await _line.PostAsync(body, string.Empty, cancellationToken).ConfigureAwait(false);
    }
}
