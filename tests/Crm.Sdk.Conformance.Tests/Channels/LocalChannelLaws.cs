using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels;

[Proves("crm.channels.local", "console")]
public sealed class ConsoleChannelLaws : ChannelConformance<ConsoleChannelFixture>;

[Proves("crm.channels.local", "file")]
public sealed class FileChannelLaws : ChannelConformance<FileChannelFixture>;
