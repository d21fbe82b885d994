using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

public sealed class MessageKeyTests
{
    private static readonly Gen<string[]> Parts = Sequences.Of(Gen.Elements("", "a", "b", ":", "a:b", "1:a", "生日", "2026", new string('x', 60)), atLeast: 1, atMost: 4).Generator;

    [Fact]
    public void Short_plain_parts_stay_readable() => Assert.Equal("birthday:0190f1c2:2026", MessageKey.Of("birthday", "0190f1c2", "2026"));

    [Fact]
    public void Every_key_can_be_used() => Law.Holds(Parts, static parts => MessageKey.IsValid(MessageKey.Of(parts)));

    [Fact]
    public void Keys_are_equal_exactly_where_all_parts_are() => Law.Holds(
        Parts, Parts, static (one, other) => (MessageKey.Of(one) == MessageKey.Of(other)) == one.SequenceEqual(other), tests: 2_000);
}
