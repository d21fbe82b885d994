using Crm.Sdk.Credit;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class CreditModelTests
{
    private static readonly ScoreCurve Line = new(IndicatorDirection.HigherIsBetter, new(0, 0), new(100, 100));

    [Fact]
    public void CR_1_Weights_that_do_not_add_up_to_1_are_refused()
    {
        Refused("the weights add up to 0.9", static () => new CreditCriterion("character", 1, new CreditIndicator("x", 0.9, Line)));
        Refused("the weights add up to 0.8", static () => Model([new("character", 0.8, new CreditIndicator("x", 1, Line))]));
    }

    [Fact]
    public void CR_1_A_curve_against_its_declared_direction_is_refused()
    {
        Refused("higher values are declared to be better", static () => new ScoreCurve(IndicatorDirection.HigherIsBetter, new(0, 50), new(1, 40)));
        Refused("lower values are declared to be better", static () => new ScoreCurve(IndicatorDirection.LowerIsBetter, new(0, 50), new(1, 60)));
        Refused("not above", static () => new ScoreCurve(IndicatorDirection.LowerIsBetter, new(1, 50), new(1, 40)));
    }

    [Fact]
    public void An_indicator_that_stands_twice_is_refused() => Refused(
        "the indicator 'x' stands twice",
        static () => Model([new("character", 0.5, new CreditIndicator("x", 1, Line)), new("capital", 0.5, new CreditIndicator("x", 1, Line))]));

    [Fact]
    public void Cut_offs_that_do_not_fall_are_refused() => Refused(
        "is not below that of the better grade",
        static () => Model([new("character", 1, new CreditIndicator("x", 1, Line))], [new(CreditGrade.A, 70, 0, false, 30), new(CreditGrade.B, 70, 0, false, 30), new(CreditGrade.C, 50, 0, false, 30), new(CreditGrade.D, 0, 0, false, 0)]));

    [Fact]
    public void The_last_grade_takes_everybody() => Refused(
        "the last grade has to take everybody",
        static () => Model([new("character", 1, new CreditIndicator("x", 1, Line))], [new(CreditGrade.A, 80, 0, false, 30), new(CreditGrade.B, 70, 0, false, 30), new(CreditGrade.C, 50, 0, false, 30), new(CreditGrade.D, 10, 0, false, 0)]));

    [Fact]
    public void The_built_in_model_has_the_six_Cs() => Assert.Equal(CreditCriteria.List.Members.Select(static member => member.Code), CreditModels.SixC.Criteria.Select(static criterion => criterion.Code));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(25, 25)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public void A_curve_is_straight_between_its_points_and_level_beyond(double value, double score) => Assert.Equal(score, Line.ScoreOf(value));

    [Fact]
    public void The_value_that_a_score_asks_for_at_least_gives_that_score()
    {
        foreach (CreditIndicator indicator in CreditCases.Indicators)
        {
            for (double score = 0; score <= 100; score += 0.5)
            {
                if (indicator.Curve.LeastFor(score) is { } value)
                {
                    Assert.True(indicator.Curve.ScoreOf(value) >= score - 1e-9, $"{indicator.Code}: {value} gives {indicator.Curve.ScoreOf(value)}, not {score}");
                }
                else
                {
                    Assert.True(score > indicator.Curve.Best);
                }
            }
        }
    }

    private static CreditModel Model(ValueList<CreditCriterion> criteria, ValueList<GradeRule>? grades = null) => new("test.model", 1, criteria, grades ?? CreditModels.SixC.Grades, []);

    private static void Refused(string because, Func<object> make)
    {
        CrmException error = Assert.Throws<CrmException>(make);
        Assert.Equal(CreditErrorCodes.BadModel, error.Code);
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }
}
