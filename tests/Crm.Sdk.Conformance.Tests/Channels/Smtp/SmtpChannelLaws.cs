using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Smtp;

[Proves("crm.channels.smtp", "mail")]
public sealed class SmtpChannelLaws : ChannelConformance<SmtpChannelFixture>;
