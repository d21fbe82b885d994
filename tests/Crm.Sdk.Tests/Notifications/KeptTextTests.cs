using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

public sealed class KeptTextTests
{
    [Fact]
    public void Whatever_a_provider_says_can_be_kept_on_one_line() => Law.Holds<string>(
        static text =>
        {
            string kept = KeptText.Of(text ?? string.Empty, 20);
            Assert.Equal(kept, CanonicalText.Normalize(kept.Replace("\0", "\u0001", StringComparison.Ordinal), 20, "reason"));
            Assert.DoesNotContain(kept, char.IsControl);
        },
        tests: 1_000);

    [Theory]
    [InlineData("550 no\r\nsuch user", "550 no  such user")]
    [InlineData("\u001b[31mred", " [31mred")]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("123456789012345678😀😀", "123456789012345678😀")]
    public void Control_characters_are_replaced_and_length_is_cut_between_characters(string text, string expected) => Assert.Equal(expected, KeptText.Of(text, 20));

    [Fact]
    public void Half_of_a_surrogate_pair_is_replaced() => Assert.Equal("half \ufffd", KeptText.Of("half \ud83d", 20));
}
