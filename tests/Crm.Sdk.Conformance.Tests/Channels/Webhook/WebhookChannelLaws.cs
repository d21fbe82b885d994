using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

[Proves("crm.channels.webhook", "webhook")]
public sealed class WebhookChannelLaws : ChannelConformance<WebhookChannelFixture>;

[Proves("crm.channels.webhook", "wecom-robot")]
public sealed class WeComRobotLaws : ChannelConformance<WeComRobotFixture>;

[Proves("crm.channels.webhook", "dingtalk-robot")]
public sealed class DingTalkRobotLaws : ChannelConformance<DingTalkRobotFixture>;

[Proves("crm.channels.webhook", "feishu-robot")]
public sealed class FeishuRobotLaws : ChannelConformance<FeishuRobotFixture>;
