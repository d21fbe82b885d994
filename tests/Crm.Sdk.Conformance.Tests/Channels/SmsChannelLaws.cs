using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>The laws on a channel that speaks to a real server: every one of them applies.</summary>
public sealed class SmsChannelLaws : ChannelConformance<SmsChannelFixture>;

/// <summary>The same on a channel whose provider knows no keys.</summary>
public sealed class KeylessSmsChannelLaws : ChannelConformance<KeylessSmsChannelFixture>;

public sealed class SmsChannelFixture() : SmsFixture(static http => new SmsChannel(http));

public sealed class KeylessSmsChannelFixture() : SmsFixture(static http => new KeylessSmsChannel(http));
