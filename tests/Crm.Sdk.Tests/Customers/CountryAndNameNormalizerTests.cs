using Crm.Sdk.Customers;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

/// <summary>DQ-2: country codes by ISO 3166-1, names Chinese and Latin.</summary>
public sealed class CountryAndNameNormalizerTests
{
    [Theory]
    [InlineData("CN", "CN")]
    [InlineData("de", "DE")]
    [InlineData(" ｕｓ ", "US")]
    public void A_country_is_kept_as_two_upper_case_letters(string typed, string kept) => Assert.Equal(kept, CountryNormalizer.Normalize(typed));

    [Theory]
    [InlineData("")]
    [InlineData("XX")]
    [InlineData("UK")]
    [InlineData("EU")]
    [InlineData("CHN")]
    [InlineData("China")]
    [InlineData("中国")]
    public void What_is_no_country_code_is_refused_with_field_value_and_rule(string typed) =>
        Assert.StartsWith($"country: '{typed}' is refused: ", Assert.Throws<CrmException>(() => CountryNormalizer.Normalize(typed)).Message, StringComparison.Ordinal);

    [Fact]
    public void Exactly_the_249_codes_of_the_standard_are_known()
    {
        IEnumerable<string> all = from a in Enumerable.Range('A', 26) from b in Enumerable.Range('A', 26) select $"{(char)a}{(char)b}";

        Assert.Equal(249, all.Count(static code => CountryNormalizer.TryNormalize(code, out _, out _)));
    }

    [Theory]
    [InlineData("张三", "张三")]
    [InlineData("张　三", "张三")]
    [InlineData(" 欧阳 修 ", "欧阳修")]
    [InlineData("买买提•吐尔逊", "买买提·吐尔逊")]
    [InlineData("Ａｄａ　Ｌｏｖｅｌａｃｅ", "Ada Lovelace")]
    [InlineData("Ada   King\tLovelace", "Ada King Lovelace")]
    [InlineData("上海（集团）有限公司", "上海（集团）有限公司")]
    [InlineData("王 Grace", "王 Grace")]
    [InlineData("Jose\u0301", "Jos\u00E9")]
    [InlineData("McDonald's & Söhne", "McDonald's & Söhne")]
    public void A_name_is_kept_without_padding_in_its_own_script(string typed, string kept)
    {
        Assert.Equal(kept, NameNormalizer.Normalize(typed));
        Assert.Equal(kept, NameNormalizer.Normalize(kept));
    }

    [Theory]
    [InlineData("")]
    [InlineData("　 ")]
    [InlineData("Ada\u0007")]
    public void A_name_that_cannot_be_kept_is_refused(string typed) =>
        Assert.Equal(ErrorCodes.BadText, Assert.Throws<CrmException>(() => NameNormalizer.Normalize(typed)).Code);

    [Fact]
    public void A_name_with_half_of_a_surrogate_pair_is_refused() =>
        Assert.Equal(ErrorCodes.BadText, Assert.Throws<CrmException>(() => NameNormalizer.Normalize("Ada" + '\uD83D')).Code);
}
