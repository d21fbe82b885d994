using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Architecture.Tests.Api;

public sealed class ApiDiffTests
{
    private static readonly Arbitrary<string[]> Texts = Sequences.Of(Gen.Elements("type A", "type B", "    one", "    two", "    three"), atMost: 12);

    [Fact]
    public void A_changed_member_is_shown_under_its_type()
    {
        const string Before = "public class A\n    int One()\n    int Two()\n\npublic class B\n    int Three()\n";
        const string After = "public class A\n    int One()\n    long Two()\n\npublic class B\n    int Three()\n    int Four()\n";
        Assert.Equal("  public class A\n-     int Two()\n+     long Two()\n  public class B\n+     int Four()\n", ApiDiff.Between(Before, After));
    }

    [Fact]
    public void Line_ends_are_no_difference() => Assert.Equal(string.Empty, ApiDiff.Between("type A\r\n    one\r\n", "type A\n    one\n"));

    [Fact]
    public void What_a_diff_removes_and_adds_turns_one_text_into_the_other() => Law.Holds(Texts, Texts, (before, after) =>
    {
        string[] changes = [.. ApiDiff.Between(string.Join('\n', before), string.Join('\n', after)).Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("+ ", StringComparison.Ordinal))];
        List<string> balance = [.. before];
        foreach (string removed in changes.Where(line => line[0] == '-'))
        {
            Assert.True(balance.Remove(removed[2..]));
        }

        balance.AddRange(changes.Where(line => line[0] == '+').Select(line => line[2..]));
        Assert.Equal(after.Order(StringComparer.Ordinal), balance.Order(StringComparer.Ordinal));
        Assert.Equal(before.SequenceEqual(after), changes.Length == 0);
    }, tests: 500);
}
