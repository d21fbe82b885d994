using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Tests.Customers;

public sealed class AttributeCatalogueTests
{
    private static readonly JsonTexts Texts = JsonTexts.Embedded(typeof(CrmTexts).Assembly);

    [Fact]
    public void CU_1_every_facet_of_G1_and_G2_has_attributes()
    {
        string[] facets =
        [
            "basic", "consumption", "work", "family", "residence", "education", "personality", "relationships", "interests", "habits", // G1
            "characteristics", "business", "transaction", // G2; its managers are contact persons
        ];
        Assert.Equal(facets.Order(StringComparer.Ordinal), AttributeCatalogue.Standard.All.Select(static definition => definition.Facet).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Every_built_in_attribute_and_choice_has_its_text(string language)
    {
        CultureInfo culture = CultureInfo.GetCultureInfo(language);
        IEnumerable<string> codes = AttributeCatalogue.Standard.All.SelectMany(static definition => definition.Choices
            .Select(choice => $"attribute.{definition.Name}.{choice}")
            .Append($"attribute.{definition.Name}"));
        Assert.All(codes, code => Assert.NotNull(Texts.Find(code, culture)));
    }

    [Fact]
    public void Both_languages_have_the_same_codes() => Assert.Equal(Texts.Codes("en").Order(StringComparer.Ordinal), Texts.Codes("zh").Order(StringComparer.Ordinal));

    [Fact]
    public void Two_definitions_of_one_name_must_be_alike()
    {
        var shoe = new AttributeDefinition("acme.shoe", AttributeType.Whole);
        Assert.NotNull(new AttributeCatalogue([shoe, new AttributeDefinition("acme.shoe", AttributeType.Whole)]).Find("acme.shoe"));
        CrmException refused = Assert.Throws<CrmException>(() => new AttributeCatalogue([shoe, new AttributeDefinition("acme.shoe", AttributeType.Text)]));
        Assert.Equal(StorageErrorCodes.BadModel, refused.Code);
        Assert.Contains("acme.shoe", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_declared_is_kept_as_text() => Assert.Equal("x y", AttributeCatalogue.Standard.Canonicalise("seen-at", "x y"));
}
