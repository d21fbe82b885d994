using Crm.Sdk.Customers;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Duplicates;

public sealed class CustomerNameKeyTests
{
    [Theory]
    [InlineData("John Smith", "Smyth, Jon")]
    [InlineData("The Golden Dragon Ltd.", "GOLDEN DRAGON LIMITED")]
    [InlineData("Müller GmbH", "Mueller")]
    [InlineData("O'Connor", "OConnor")]
    [InlineData("华信科技有限公司", "华信科技有限责任公司")]
    public void Names_that_sound_alike_have_one_key(string one, string other) => Assert.Equal(CustomerNameKey.Of(one), CustomerNameKey.Of(other));

    [Theory]
    [InlineData("John Smith", "Mary Smith")]
    [InlineData("张伟", "张敏")]
    public void Other_names_have_other_keys(string one, string other) => Assert.NotEqual(CustomerNameKey.Of(one), CustomerNameKey.Of(other));

    [Theory]
    [InlineData("Robert", "r163")]
    [InlineData("Rupert", "r163")]
    [InlineData("Ashcraft", "a261")]
    [InlineData("Tymczak", "t522")]
    [InlineData("Pfister", "p236")]
    public void Codes_are_those_of_Soundex(string word, string code) => Assert.Equal(code, CustomerNameKey.Of(word));

    [Fact]
    public void A_name_of_signs_alone_has_no_key() => Assert.Null(CustomerNameKey.Of("…!"));
}
