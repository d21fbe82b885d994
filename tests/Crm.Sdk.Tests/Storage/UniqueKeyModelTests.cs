using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class UniqueKeyModelTests
{
    private static readonly Gen<string> Texts = Gen.Frequency(
        (2, Gen.Elements("", "1", "1:", ":1", "2:1", "1:1", "11", "1:11:1", "null")), (1, TextGen.Canonical()));

    private static readonly KindModel Pair = BuildPair();

    [Fact]
    public void No_two_combinations_of_values_have_one_key() => Law.Holds(
        Texts,
        Texts,
        Gen.Two(Texts),
        static (first, second, other) => (Key(first, second) == Key(other.Item1, other.Item2)) == (first == other.Item1 && second == other.Item2),
        tests: ScaledCount.Of(20_000));

    [Fact]
    public void Keys_over_several_types_are_equal_only_where_all_values_are() => Law.Holds(
        ConformanceGen.Parcel(default),
        ConformanceGen.Parcel(default),
        static (a, b) =>
        {
            UniqueKeyModel place = ConformanceModel.Parcel.UniqueKeys[1];
            bool same = a.Depot is not null && a.Shelf is not null && a.Depot == b.Depot && a.Shelf == b.Shelf;
            Assert.Equal(same, place.ValueOf(a) is { } key && key == place.ValueOf(b));
        },
        tests: ScaledCount.Of(5_000));

    [Fact]
    public void A_key_with_a_missing_part_claims_nothing()
    {
        UniqueKeyModel place = ConformanceModel.Parcel.UniqueKeys[1];
        Assert.Null(place.ValueOf(new Parcel { Id = default, Depot = "north" }));
        Assert.Null(place.ValueOf(new Parcel { Id = default, Shelf = 3 }));
        Assert.NotNull(place.ValueOf(new Parcel { Id = default, Depot = string.Empty, Shelf = 3 }));
    }

    [Fact]
    public void Fields_of_a_unique_key_are_indexed() => Assert.All(
        ConformanceModel.Parcel.UniqueKeys.SelectMany(static key => key.Fields).Concat([ConformanceModel.Parcel.Field("number"), ConformanceModel.Parcel.Field("shelf")]),
        static field => Assert.True(field.Indexed));

    [Fact]
    public void A_key_over_an_unknown_or_opaque_field_no_field_or_under_a_taken_name_is_refused()
    {
        AssertRefused(static kind => kind.Unique("first", "third"));
        AssertRefused(static kind => kind.Unique("first", "sheet"));
        AssertRefused(static kind => kind.Unique("first"));
        AssertRefused(static kind => kind.Unique("first", "first").Unique("first", "second"));
    }

    [Fact]
    public void A_name_is_declared_once_among_fields_and_parts()
    {
        AssertRefused(static kind => kind.Int("first", static _ => 1));
        AssertRefused(static kind => kind.Int("version", static _ => 1));
        AssertRefused(static kind => kind.Part<Two>("first", static _ => [], static _ => static row => new Two(string.Empty, string.Empty)));
        AssertRefused(static kind =>
        {
            kind.Part<Two>("twos", static _ => [], static _ => static row => new Two(string.Empty, string.Empty));
            kind.Instant("twos", static _ => NodaConstants.UnixEpoch);
        });
    }

    private static string? Key(string first, string second) => Pair.UniqueKeys[0].ValueOf(new Two(first, second));

    private static void AssertRefused(Action<KindBuilder<Two>> declare) =>
        Assert.Equal(StorageErrorCodes.BadModel, Assert.Throws<CrmException>(() => declare(Declare())).Code);

    private static KindModel BuildPair() => Declare().Unique("pair", "first", "second").ComposedBy(static _ => new Two(string.Empty, string.Empty));

    private static KindBuilder<Two> Declare()
    {
        var kind = new KindBuilder<Two>("test.two", static _ => default);
        kind.Text("first", static two => two.First);
        kind.Text("second", static two => two.Second);
        kind.Opaque("sheet", static _ => null);
        return kind;
    }

    private sealed record Two(string First, string Second);
}
