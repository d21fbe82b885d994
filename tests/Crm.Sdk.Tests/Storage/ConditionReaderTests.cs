using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class ConditionReaderTests
{
    private static readonly Gen<Condition> Conditions = ConditionGen.Over(ConformanceModel.Parcel);

    [Fact]
    public void Reading_what_a_condition_says_of_itself_gives_the_same_condition() => Law.Holds(
        Conditions, static condition => Assert.Equal(condition, ConditionReader.Read(condition.ToString(), ConformanceModel.Parcel)), tests: 2_000);

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "is none")]
    [InlineData("{}", "is none")]
    [InlineData("{\"all\":{}}", "is none")]
    [InlineData("{\"field\":\"region\"}", "is none")]
    [InlineData("{\"field\":\"region\",\"like\":\"n\"}", "is none")]
    [InlineData("{\"field\":\"region\",\"eq\":5}", "region: 5 is no Text")]
    [InlineData("{\"field\":\"kind\",\"eq\":\"one\"}", "kind: \"one\" is no Int")]
    [InlineData("{\"field\":\"kind\",\"startsWith\":\"o\"}", "is none")]
    [InlineData("{\"field\":\"created-at\",\"lt\":\"yesterday\"}", "'yesterday' is no Instant")]
    [InlineData("{\"field\":\"attributes\",\"eq\":\"x\"}", "attributes: the field holds a whole object")]
    public void What_is_no_condition_is_refused_and_named(string json, string said)
    {
        CrmException error = Assert.Throws<CrmException>(() => ConditionReader.Read(json, CustomerModel.Kind));
        Assert.Equal(ErrorCodes.BadValue, error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_the_kind_does_not_have_is_refused() =>
        Assert.Equal(StorageErrorCodes.UnknownField, Assert.Throws<CrmException>(() => ConditionReader.Read("{\"field\":\"shoe-size\",\"eq\":5}", CustomerModel.Kind)).Code);
}
