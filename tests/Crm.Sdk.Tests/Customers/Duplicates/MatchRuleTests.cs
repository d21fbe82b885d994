using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Rules.Duplicates;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>What the default rules take for one, and what for two.</summary>
public sealed class MatchRuleTests
{
    private static readonly IMatchRule[] Rules = [.. DuplicateBase.DefaultRules().OfType<IMatchRule>()];

    [Theory]
    [InlineData("Golden Dragon Trading Ltd", "GOLDEN DRAGON TRADING LIMITED")]
    [InlineData("Smith, John", "John Smith")]
    [InlineData("J. Featherstone", "John Featherstone")]
    [InlineData("Bob Featherstone", "Robert Featherstone")]
    [InlineData("Müller & Söhne GmbH", "Mueller und Soehne")]
    [InlineData("Müller GmbH", "Muller")]
    [InlineData("Hotel Bel-Air", "Belair Hotel")]
    [InlineData("Harbour Delicatessen", "Harbour Deli")]
    [InlineData("张伟", "张伟先生")]
    [InlineData("北京华信科技有限公司", "北京市华信科技有限责任公司")]
    [InlineData("华信科技", "北京华信科技有限公司")]
    [InlineData("John Smith", "Mary Smith", false)]
    [InlineData("王建国", "王建军", false)]
    [InlineData("北京华信科技有限公司", "上海华信科技有限公司", false)]
    [InlineData("华信科技有限公司", "华信餐饮有限公司", false)]
    [InlineData("华信科技有限公司", "华信科技有限公司上海分公司", false)]
    [InlineData("5th Avenue Deli", "6th Avenue Deli", false)]
    public void Names(string one, string other, bool same = true) => Check<NameMatchRule>(Named(one), Named(other), same);

    [Theory]
    [InlineData("435 S. La Cienega Blvd.", "435 south la cienega boulevard")]
    [InlineData("12 W 57th St", "12 West 57 Street, Suite 4")]
    [InlineData("Hauptstrasse 12", "12 Hauptstraße")]
    [InlineData("1 Fifth Ave", "1 5th Avenue between 8th and 9th Streets")]
    [InlineData("建国路88号", "北京市朝阳区建国路88号3楼")]
    [InlineData("12 Main Street", "14 Oak Street", false)]
    [InlineData("120 Main Street", "875 Main Street", false)]
    [InlineData("建国路88号", "建国路12号", false)]
    public void Addresses(string one, string other, bool same = true) =>
        Check<AddressMatchRule>(Named("A") with { Address = new PostalAddress { Street = one } }, Named("A") with { Address = new PostalAddress { Street = other } }, same);

    [Theory]
    [InlineData("310/246-1501", "310-246-1501")]
    [InlineData("+862162345678", "021-62345678")]
    [InlineData("+8613800138000", "13800138000")]
    [InlineData("+12125551234", "+12125551299", false)]
    public void Phones(string one, string other, bool same = true) => Check<PhoneMatchRule>(Named("A") with { Phone = one }, Named("A") with { Phone = other }, same);

    [Theory]
    [InlineData("ada@example.com", "ADA@example.com")]
    [InlineData("ada.lovelace+shop@gmail.com", "adalovelace@googlemail.com")]
    [InlineData("ada.lovelace@example.com", "ada.lovelacee@example.com")]
    [InlineData("s0001@example.com", "s0002@example.com", false)]
    [InlineData("ada@example.com", "bob@example.com", false)]
    public void Emails(string one, string other, bool same = true) => Check<EmailMatchRule>(Named("A") with { Email = one }, Named("A") with { Email = other }, same);

    [Theory]
    [InlineData("1987-06-15", "1987-06-15")]
    [InlineData("1987-06-05", "1987-05-06")]
    [InlineData("1987-06-15", "1986-06-15")]
    [InlineData("1987-06-15", "--06-15")]
    [InlineData("1987-06-15", "1950-01-02", false)]
    public void Birthdays(string one, string other, bool same = true) =>
        Check<BirthdayMatchRule>(Named("A") with { Birth = BirthDate.Parse(one) }, Named("A") with { Birth = BirthDate.Parse(other) }, same);

    [Fact]
    public void Provider_aliases_say_less_than_equal_addresses() => Assert.True(
        Evidence<EmailMatchRule>(Named("A") with { Email = "a.b@gmail.com" }, Named("A") with { Email = "ab@gmail.com" }).Bits
        < Evidence<EmailMatchRule>(Named("A") with { Email = "ab@gmail.com" }, Named("A") with { Email = "ab@gmail.com" }).Bits);

    [Fact]
    public void Numbers_of_an_authority_decide_for_and_against()
    {
        Customer one = Named("A") with { Attributes = [new AttributeValue("basic.tax-number", "DE 123-456-789")] };
        Check<IdentifierMatchRule>(one, Named("B") with { Attributes = [new AttributeValue("basic.tax-number", "de123456789")] }, same: true);
        Check<IdentifierMatchRule>(one, Named("B") with { Attributes = [new AttributeValue("basic.tax-number", "DE999999999")] }, same: false);
    }

    [Fact]
    public void Chinese_and_Latin_names_are_not_compared() => Assert.False(Evidence<NameMatchRule>(Named("王芳"), Named("Wang Fang")).IsGiven);

    [Theory]
    [InlineData("0000000")]
    [InlineData("12345678")]
    public void Numbers_that_stand_for_none_are_not_compared(string phone) => Assert.False(Evidence<PhoneMatchRule>(Named("A") with { Phone = phone }, Named("B") with { Phone = phone }).IsGiven);

    private static Customer Named(string name) => new() { Id = CustomerId.New(), Kind = CustomerKind.Individual, Name = name };

    private static void Check<TRule>(Customer one, Customer other, bool same)
        where TRule : IMatchRule
    {
        MatchEvidence evidence = Evidence<TRule>(one, other);
        Assert.True(evidence.IsGiven && (same ? evidence.Bits > 0 : evidence.Bits <= 0.5), evidence.ToString());
    }

    private static MatchEvidence Evidence<TRule>(Customer one, Customer other)
        where TRule : IMatchRule
    {
        IMatchRule rule = Assert.Single(Rules, static rule => rule is TRule);
        return rule.Read(one) is { } left && rule.Read(other) is { } right ? rule.Compare(left, right, new Explanation()) : MatchEvidence.None;
    }
}
