using Crm.Sdk.Customers;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

/// <summary>DQ-2: e-mail addresses by RFC 5321.</summary>
public sealed class EmailNormalizerTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData(" Ada.Lovelace@Example.COM ", "Ada.Lovelace@example.com")]
    [InlineData("o'brien+crm@mail.example.co.uk", "o'brien+crm@mail.example.co.uk")]
    [InlineData("a@b.cn", "a@b.cn")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org")]
    [InlineData("user@sub-domain.example", "user@sub-domain.example")]
    [InlineData("user@123.example", "user@123.example")]
    [InlineData("ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "wang@example.com")]
    [InlineData("info@München.de", "info@xn--mnchen-3ya.de")]
    [InlineData("sales@例子.中国", "sales@xn--fsqu00a.xn--fiqs8s")]
    public void An_address_is_kept_with_a_lower_case_ascii_domain(string typed, string kept) => Assert.Equal(kept, EmailNormalizer.Normalize(typed));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@@example.com")]
    [InlineData("ada@home@example.com")]
    [InlineData("ada@localhost")]
    [InlineData("ada@example")]
    [InlineData("ada@example.")]
    [InlineData("ada@.example.com")]
    [InlineData("ada@example..com")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@example-.com")]
    [InlineData("ada@exa_mple.com")]
    [InlineData("ada@exa mple.com")]
    [InlineData("ada@192.168.1.1")]
    [InlineData("ada@[192.168.1.1]")]
    [InlineData(".ada@example.com")]
    [InlineData("ada.@example.com")]
    [InlineData("ada..b@example.com")]
    [InlineData("ada lovelace@example.com")]
    [InlineData("\"ada\"@example.com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("王@example.com")]
    [InlineData("ada@example.com\r\nBcc: all@example.com")]
    [InlineData("ada@example.com,bob@example.com")]
    public void What_is_no_address_is_refused_with_field_value_and_rule(string typed)
    {
        CrmException error = Assert.Throws<CrmException>(() => EmailNormalizer.Normalize(typed, "contact"));

        Assert.Equal(ErrorCodes.BadValue, error.Code);
        Assert.StartsWith($"contact: '{typed}' is refused: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_end_at_64_before_the_at_at_63_a_label_and_at_254_in_all()
    {
        string local = new('a', 64), label = new('b', 63);
        string domain = $"{label}.{label}.{new string('c', 254 - 65 - 128 - 3)}.de";

        Assert.Equal(254, EmailNormalizer.Normalize($"{local}@{domain}").Length);
        Assert.False(EmailNormalizer.TryNormalize($"{local}a@example.com", out _, out _));
        Assert.False(EmailNormalizer.TryNormalize($"ada@{label}b.com", out _, out _));
        Assert.False(EmailNormalizer.TryNormalize($"{local}@c{domain}", out _, out _));
    }

    [Theory]
    [InlineData("Ada@Example.com")]
    [InlineData("info@München.de")]
    public void Normalising_again_changes_nothing(string typed)
    {
        string kept = EmailNormalizer.Normalize(typed);

        Assert.Equal(kept, EmailNormalizer.Normalize(kept));
    }
}
