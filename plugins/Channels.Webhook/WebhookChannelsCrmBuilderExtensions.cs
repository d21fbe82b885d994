using Crm.Sdk;
using Crm.Sdk.Channels.Webhook;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds webhooks and group robots to a host.</summary>
public static class WebhookChannelsCrmBuilderExtensions
{
    /// <summary>
    /// Adds the channels <c>webhook</c>, <c>wecom-robot</c>, <c>dingtalk-robot</c> and <c>feishu-robot</c>; one without an address reaches nobody. Settings are under
    /// <c>Crm:Plugins:crm.channels.webhook</c>: see <see cref="WebhookOptions"/>, <see cref="WeComRobotOptions"/>, <see cref="DingTalkRobotOptions"/>, <see cref="FeishuRobotOptions"/> and <see cref="OutboundOptions"/>.
    /// </summary>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddWebhookChannels(this ICrmBuilder crm)
    {
        ArgumentNullException.ThrowIfNull(crm);
        return crm.AddPlugin<WebhookChannelsPlugin>();
    }
}
