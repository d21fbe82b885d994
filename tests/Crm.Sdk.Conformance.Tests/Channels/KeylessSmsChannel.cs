using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A channel whose provider's keys are not relied on: an unknown outcome is parked.</summary>
internal class KeylessSmsChannel(HttpClient http) : SmsChannel(http)
{
    public override ChannelDescriptor Descriptor { get; } = Describe(CrashPolicy.PreferNoDuplicate);
}
