using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class AttributeDefinitionTests
{
    private static readonly AttributeDefinition Children = new("family.children", AttributeType.Whole) { Of = CustomerKind.Individual, Minimum = 0, Maximum = 99 };
    private static readonly AttributeDefinition Spend = new("acme.spend", AttributeType.Decimal);
    private static readonly AttributeDefinition Card = new("acme.card", AttributeType.Choice) { Choices = ["gold", "silver"] };
    private static readonly AttributeDefinition Papers = new("acme.papers", AttributeType.Choices) { Choices = ["times", "herald", "post"] };

    [Theory]
    [InlineData("007", "7")]
    [InlineData(" 12 ", "12")]
    public void Whole_numbers_have_one_canonical_text(string typed, string canonical) => Assert.Equal(canonical, Children.Canonicalise(typed));

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("-0.000001", "-0.000001")]
    [InlineData("1200", "1200")]
    public void Decimals_have_one_canonical_text(string typed, string canonical) => Assert.Equal(canonical, Spend.Canonicalise(typed));

    [Fact]
    public void Decimals_are_compared_as_millionths() => Assert.Equal(FieldValue.Of(1_500_000), Spend.ToFieldValue("1.5"));

    [Fact]
    public void Choices_stand_in_the_order_of_the_definition_each_once() => Assert.Equal("times;post", Papers.Canonicalise("post; Times;post"));

    [Theory]
    [InlineData("-1", "at least 0")]
    [InlineData("100", "at most 99")]
    [InlineData("two", "a whole number such as 12")]
    public void DQ_2_a_refused_value_is_named_with_its_field_and_what_would_be_right(string typed, string rule)
    {
        CrmException refused = Assert.Throws<CrmException>(() => Children.Canonicalise(typed));
        Assert.Equal(ErrorCodes.BadValue, refused.Code);
        Assert.Contains($"attr.family.children: '{typed}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("1e3")]
    [InlineData("9223372036855")]
    public void Decimals_beyond_their_range_or_digits_are_refused(string typed) => Assert.Throws<CrmException>(() => Spend.Canonicalise(typed));

    [Fact]
    public void Another_word_than_the_choices_is_refused_with_the_choices() =>
        Assert.Contains("gold, silver", Assert.Throws<CrmException>(() => Card.Canonicalise("bronze")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_definition_that_contradicts_itself_is_refused()
    {
        AttributeDefinition[] wrong =
        [
            new("acme.a", AttributeType.Choice),
            new("acme.b", AttributeType.Text) { Choices = ["x"] },
            new("acme.c", AttributeType.Text) { Minimum = 1 },
            new("acme.d", AttributeType.Whole) { Minimum = 2, Maximum = 1 },
            new("acme.e", AttributeType.Text) { MaxLength = 0 },
            new("acme.f", AttributeType.Choices) { Choices = ["a;b"] },
        ];
        Assert.All(wrong, static definition => Assert.Equal(StorageErrorCodes.BadModel, Assert.Throws<CrmException>(definition.Validate).Code));
    }

    [Fact]
    public void The_facet_of_an_attribute_is_the_first_word_of_its_name()
    {
        Assert.Equal("family", Children.Facet);
        Assert.Equal("custom", new AttributeDefinition("shoe-size", AttributeType.Whole).Facet);
    }
}
