using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class PopulationFactsTests
{
    private static readonly Fact<int> Whole = Fact.Custom<int>("test.population-whole");
    private static readonly Fact<Money> Amount = Fact.Custom<Money>("test.population-amount");
    private static readonly Fact<double> Number = Fact.Custom<double>("test.population-number");

    private static readonly Arbitrary<int[]> Values = Sequences.Of(
        Gen.Frequency((1, Gen.Constant(FactColumn.UndefinedInt32)), (4, Gen.Choose(-3, 12)), (4, Gen.Choose(-5_000_000, 5_000_000))), atMost: 60);

    [Fact]
    public void A_column_of_any_type_has_the_same_bins() => Law.Holds(Values, Gen.Choose(2, 12).ToArbitrary(), (values, bins) =>
    {
        int[] ofWhole = Bins(Whole.Quantile(bins), FactColumn.Of(Whole, values));
        int[] ofAmount = Bins(Amount.Quantile(bins), FactColumn.Of(Amount, [.. values.Select(static v => v == int.MinValue ? long.MinValue : (long)v)]));
        int[] ofNumber = Bins(Number.Quantile(bins), FactColumn.Of(Number, [.. values.Select(static v => v == int.MinValue ? double.NaN : v)]));
        Assert.Equal(ofWhole, ofAmount);
        Assert.Equal(ofWhole, ofNumber);
        Assert.Equal(values.Select(static v => v == int.MinValue), ofWhole.Select(static bin => bin == FactColumn.UndefinedInt32));
    });

    [Fact]
    public void Quantiles_are_those_of_R_type_7()
    {
        // quantile(c(1, 2, 3, 4, 10), c(.25, .5, .75)) in R: 2 3 4
        Assert.Equal([2, 3, 4], PopulationFacts.Learn(Whole.Quantile(4), FactColumn.Of(Whole, [10, 1, 4, 3, 2])).Edges);

        // quantile(c(1, 2, 3, 4), c(1, 2)/3) in R: 2 3; quantile(c(0, 10), 1:4/5): 2 4 6 8
        Assert.Equal([2, 3], PopulationFacts.Learn(Whole.Quantile(3), FactColumn.Of(Whole, [1, 2, 3, 4])).Edges);
        Assert.Equal([2, 4, 6, 8], PopulationFacts.Learn(Number.Quantile(5), FactColumn.Of(Number, [0.0, 10])).Edges);
    }

    [Fact]
    public void A_value_on_an_edge_belongs_to_the_lower_bin() =>
        Assert.Equal([1, 1, 2, 3, 4], Bins(Whole.Quantile(4), FactColumn.Of(Whole, [1, 2, 3, 4, 10])));

    [Fact]
    public void A_and_B_hold_their_shares_and_equal_values_are_in_one_class() => Law.Holds(Values, values =>
    {
        int[] classes = Bins(Whole.Abc(80, 95), FactColumn.Of(Whole, values));
        long total = values.Where(static v => v > 0).Sum(static v => (long)v);
        foreach ((int value, int abc) in values.Zip(classes))
        {
            long above = values.Where(v => v > value).Sum(static v => (long)v);
            int expected = value == int.MinValue ? FactColumn.UndefinedInt32
                : value <= 0 ? 3
                : above * 100 < total * 80 ? 1
                : above * 100 < total * 95 ? 2 : 3;
            Assert.Equal(expected, abc);
        }
    });

    [Fact]
    public void The_customer_who_reaches_the_share_is_still_in_the_class() =>
        Assert.Equal([1, 1, 2, 3, 3], Bins(Amount.Abc(80, 95), FactColumn.Of(Amount, [7000L, 1500, 1200, 300, -50])));

    [Fact]
    public void Where_nobody_has_a_value_everybody_is_in_the_lowest_class() =>
        Assert.Equal([3, 3, FactColumn.UndefinedInt32], Bins(Amount.Abc(), FactColumn.Of(Amount, [0L, -5, FactColumn.UndefinedInt64])));

    [Fact]
    public void Extreme_values_have_bins_too()
    {
        Assert.Equal([1, 2], Bins(Amount.Quantile(2), FactColumn.Of(Amount, [long.MinValue + 1, long.MaxValue])));
        Assert.Equal([1, 2], Bins(Whole.Quantile(2), FactColumn.Of(Whole, [int.MinValue + 1, int.MaxValue])));
    }

    [Fact]
    public void A_model_that_was_stored_gives_the_same_bins_to_other_customers() => Law.Holds(Values, Values, (learnedOf, appliedTo) =>
    {
        Fact<int> fact = Number.Quantile(5);
        FactColumn column = FactColumn.Of(Number, [.. learnedOf.Select(static v => v == int.MinValue ? double.NaN : v / 7.0)]);
        var model = new PopulationModel { Cuts = [PopulationFacts.Learn(fact, column)] };
        PopulationModel read = PopulationModel.FromJson(model.ToJson());
        Assert.Equal(model, read);
        FactColumn other = FactColumn.Of(Number, [.. appliedTo.Select(static v => v / 7.0)]);
        Assert.Equal(
            PopulationFacts.Apply(fact, model.Find(fact)!, other).Int32Values.ToArray(),
            PopulationFacts.Apply(fact, read.Find(fact)!, other).Int32Values.ToArray());
    });

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"schema":2,"cuts":[]}""")]
    [InlineData("""{"schema":1,"cuts":[{"fact":"x"}]}""")]
    [InlineData("""{"schema":1,"cuts":[{"fact":"x","edges":["a"],"edgeToUpperBin":false,"customers":1}]}""")]
    public void Text_that_is_no_model_is_refused(string json) =>
        Assert.Equal(ClassificationErrorCodes.BadPopulationModel, Assert.Throws<CrmException>(() => PopulationModel.FromJson(json)).Code);

    private static int[] Bins(Fact fact, FactColumn column) => PopulationFacts.Apply(fact, PopulationFacts.Learn(fact, column), column).Int32Values.ToArray();
}
