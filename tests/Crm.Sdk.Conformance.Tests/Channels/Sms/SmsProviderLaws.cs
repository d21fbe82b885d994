using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Sms;

[Proves("crm.channels.sms", "sms")]
public sealed class AliyunLaws : ChannelConformance<AliyunFixture>;

[Proves("crm.channels.sms", "sms")]
public sealed class TencentLaws : ChannelConformance<TencentFixture>;
