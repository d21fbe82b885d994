using System.Text;
using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class KindModelTests
{
    private static readonly RecordId Id = RecordId.New();

    [Fact]
    public void A_composed_entity_is_read_as_it_was_written() => Law.Holds(
        ConformanceGen.Parcel(Id), static parcel => ConformanceModel.Parcel.Deserialise(Id, ConformanceModel.Parcel.Serialise(parcel)).Equals(parcel), tests: ScaledCount.Of(5_000));

    [Fact]
    public void An_entity_with_a_serialiser_of_its_own_is_read_as_it_was_written() => Law.Holds(
        ConformanceGen.Memo(Id), static memo => ConformanceModel.Memo.Deserialise(Id, ConformanceModel.Memo.Serialise(memo)).Equals(memo), tests: ScaledCount.Of(5_000));

    [Fact]
    public void The_text_is_one_line_whatever_the_entity_holds() => Law.Holds(
        ConformanceGen.Parcel(Id).Select(static parcel => (object)parcel).Or(ConformanceGen.Memo(Id).Select(static memo => (object)memo)),
        static entity => !ConformanceModel.Catalogue.Of(entity.GetType()).Serialise(entity).AsSpan().ContainsAny((byte)'\n', (byte)'\r'),
        tests: ScaledCount.Of(2_000));

    [Fact]
    public void Members_of_a_later_version_are_skipped()
    {
        object read = Read("""{"grams":5,"colour":"red","more":[{"a":[1,{}]}],"item":[{"sku":"x","weight":{"kg":[1]},"count":2}]}""");

        Assert.Equal(new Parcel { Id = Id, Grams = 5, Items = [new ParcelItem("x", 2, null, null, null, null, null)] }, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"grams\":5")]
    [InlineData("{\"grams\":\"5\"}")]
    [InlineData("{\"grams\":5.5}")]
    [InlineData("{\"fragile\":1}")]
    [InlineData("{\"number\":7}")]
    [InlineData("{\"sender\":\"nobody\"}")]
    [InlineData("{\"item\":{}}")]
    [InlineData("{\"item\":[5]}")]
    [InlineData("{\"grams\":5} {}")]
    [InlineData("{\"grams\":5}x")]
    public void Text_that_is_not_of_the_kind_is_refused_with_its_code(string json) =>
        Assert.Equal(StorageErrorCodes.BadPayload, Assert.Throws<CrmException>(() => Read(json)).Code);

    [Fact]
    public void A_kind_or_a_type_stands_in_a_catalogue_once() =>
        Assert.Equal(StorageErrorCodes.BadModel, Assert.Throws<CrmException>(() => new ModelCatalogue([ConformanceModel.Parcel, ConformanceModel.Parcel])).Code);

    private static object Read(string json) => ConformanceModel.Parcel.Deserialise(Id, Encoding.UTF8.GetBytes(json));
}
