using Crm.Sdk.Reports;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Reports;

public sealed class ConcentrationTests
{
    private static readonly Arbitrary<int[]> Spends = Sequences.Of(Gen.Choose(-50, 10_000), atMost: 300);

    [Fact]
    public void Equal_customers_give_the_straight_line_and_a_Gini_of_zero()
    {
        var even = Concentration.Of([500, 500, 500, 500]);
        Assert.Equal(0, even.Gini, 12);
        Assert.Equal(0.25, even.OfBest(0.25), 12);
        Assert.Equal(0.6, even.OfBest(0.6), 12);
    }

    [Fact]
    public void One_customer_who_spends_all_gives_a_Gini_of_one_less_a_customer()
    {
        var uneven = Concentration.Of([0, 0, 0, 900]);
        Assert.Equal(0.75, uneven.Gini, 12);
        Assert.Equal(1, uneven.OfBest(0.25), 12);
    }

    [Fact]
    public void A_worked_example_has_the_textbook_figures()
    {
        var worked = Concentration.Of([4, 1, 3, 2]); // Gini of 1, 2, 3, 4: (−3·1 − 1·2 + 1·3 + 3·4) / (4·10) = 0.25
        Assert.Equal(0.25, worked.Gini, 12);
        Assert.Equal(0.7, worked.OfBest(0.5), 12);
        Assert.Equal(0.55, worked.OfBest(0.375), 12);
    }

    [Fact]
    public void Nobody_and_nothing_spent_give_no_curve()
    {
        Assert.All([Concentration.Of([]), Concentration.Of([0, 0]), Concentration.Of([-5])], none =>
        {
            Assert.True(none.IsEmpty);
            Assert.Empty(none.Curve());
            Assert.Equal(0, none.OfBest(1));
            Assert.Equal(0, none.Gini);
        });
    }

    [Fact]
    public void The_curve_climbs_ever_more_slowly_from_nothing_to_everything() => Law.Holds(Spends, spend =>
    {
        ValueList<CurvePoint> curve = Concentration.Of(spend.Select(amount => (long)amount)).Curve();
        return curve.Count == 0
            ? spend.All(amount => amount <= 0)
            : curve[0] == new CurvePoint(0, 0) && curve[^1] == new CurvePoint(1, 1) && Slopes(curve).Zip(Slopes(curve).Skip(1)).All(pair => pair.First >= pair.Second - 1e-9 && pair.Second >= -1e-9);
    });

    [Fact]
    public void The_Gini_coefficient_does_not_depend_on_order_or_unit() => Law.Holds(Spends, spend =>
    {
        double gini = Concentration.Of(spend.Select(amount => (long)amount)).Gini;
        return gini is >= -1e-12 and < 1 && Math.Abs(gini - Concentration.Of(spend.Reverse().Select(amount => amount * 100L)).Gini) < 1e-12;
    });

    private static IEnumerable<double> Slopes(ValueList<CurvePoint> curve) =>
        curve.Zip(curve.Skip(1)).Select(pair => (pair.Second.Y - pair.First.Y) / (pair.Second.X - pair.First.X));
}
