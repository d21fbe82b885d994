using Crm.Sdk.Credit;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class CreditAssessorTests
{
    [Fact]
    public void CR_2_Of_a_customer_about_whom_nothing_is_known_every_indicator_counts_as_its_prior_and_the_grade_is_D()
    {
        CreditAssessment answer = CreditCases.Assess(CreditCases.Of());

        Assert.Equal((50, 0, CreditGrade.D), (answer.Score, answer.Confidence, answer.Grade));
        Assert.Equal(CreditCases.Indicators.Length, answer.Missing.Count);
        Assert.All(answer.Missing, static missing => Assert.Equal("credit.missing.nothing()", missing.Reason.ToString()));
    }

    [Fact]
    public void CR_2_There_is_no_A_without_evidence_on_every_criterion()
    {
        CreditInformation perfect = CreditCases.Of([.. CreditCases.Indicators.Where(static i => i.Code != CreditIndicators.InsuredShare).Select(Best)]);
        CreditAssessment answer = CreditCases.Assess(perfect);

        Assert.True(answer.Score >= 85);
        Assert.Equal(CreditGrade.B, answer.Grade);
        Assert.Equal(["credit.limit.criterion(A, coverage)"], answer.Limits.Select(static reason => reason.ToString()));
        GradeRaise way = Assert.Single(answer.ToRaise);
        Assert.Equal((CreditGrade.A, CreditCriteria.Coverage), (way.Grade, Assert.Single(way.Steps).Criterion));
        Assert.Equal(CreditGrade.A, CreditCases.Assess(perfect.With(Best(CreditModels.SixC.Find(CreditIndicators.InsuredShare)!))).Grade);
    }

    [Fact]
    public void CR_2_A_cut_off_belongs_to_the_better_grade()
    {
        var model = new CreditModel("test.one", 1, [new("only", 1, new CreditIndicator("x", 1, new ScoreCurve(IndicatorDirection.HigherIsBetter, new(0, 0), new(100, 100)), prior: 85))], CreditModels.SixC.Grades.Select(static rule => rule with { MinConfidence = 0, EveryCriterion = false }).ToValueList(), []);

        Assert.Equal(CreditGrade.A, new CreditAssessor(model).Assess(CreditCases.Of(), CreditCases.Day).Grade);
    }

    [Fact]
    public void CR_2_A_veto_holds_until_something_newer_says_otherwise()
    {
        CreditEvidence Listed(double value, int daysAgo) => new() { Indicator = CreditIndicators.ListedDefaulter, Value = value, Date = CreditCases.Day.PlusDays(-daysAgo), Source = CreditSources.PublicRecord };

        Assert.Equal(["listed-defaulter"], CreditCases.Assess(CreditCases.Of(Listed(1, 400))).Vetoes);
        Assert.Empty(CreditCases.Assess(CreditCases.Of(Listed(1, 400), Listed(0, 10))).Vetoes);
        Assert.Equal(["listed-defaulter"], CreditCases.Assess(CreditCases.Of(Listed(0, 10), Listed(1, 10))).Vetoes);
    }

    [Fact]
    public void Evidence_of_a_later_day_does_not_count_and_is_listed_as_such()
    {
        CreditEvidence later = Best(CreditModels.SixC.Find(CreditIndicators.InsuredShare)!) with { Date = CreditCases.Day.PlusDays(1) };
        CreditAssessment answer = CreditCases.Assess(CreditCases.Of(later));

        Assert.Equal(50, answer.Score);
        Assert.Contains(answer.Missing, static missing => missing.Indicator == CreditIndicators.InsuredShare && missing.Reason.ToString() == "credit.missing.later(2026-07-01)");
    }

    [Fact]
    public void CR_3_Statements_and_securities_become_evidence_and_what_they_cannot_give_says_why()
    {
        CreditAssessment answer = CreditCases.Assess(CreditCases.Of() with
        {
            RequestedLimit = Money.Of(1_000, "CNY"),
            InsuredAmount = Money.Of(2_000, "CNY"),
            Collateral = [new(CollateralTypes.Property, Money.Of(1_000, "CNY")), new(CollateralTypes.Cash, Money.Of(100, "CNY")), new("painting", Money.Of(9_000, "CNY"))],
            Statements = [new FinancialStatement { Date = CreditCases.Day, Currency = Currency.Parse("CNY"), TotalAssets = 10_000, TotalLiabilities = 4_000, CurrentAssets = 10, CurrentLiabilities = 0 }],
        });
        Dictionary<string, double?> values = answer.Criteria.SelectMany(static criterion => criterion.Indicators).ToDictionary(static i => i.Indicator, static i => i.Value);

        Assert.Equal(0.7, values[CreditIndicators.CollateralCover]); // 1,000 less 40 %, and the cash; nothing for the painting
        Assert.Equal(1, values[CreditIndicators.InsuredShare]);
        Assert.Equal(6, values[CreditIndicators.NetWorthCover]);
        Assert.Equal(0.6, values[CreditIndicators.EquityRatio]);
        Assert.Equal("credit.missing.zero(current-liabilities)", answer.Missing.Single(static m => m.Indicator == CreditIndicators.CurrentRatio).Reason.ToString());
    }

    [Theory]
    [InlineData(double.NaN, 1, "CRM6202")]
    [InlineData(1, 1.5, "CRM6202")]
    public void Evidence_that_breaks_a_rule_is_refused(double value, double reliability, string code)
    {
        var evidence = new CreditEvidence { Indicator = "x", Value = value, Date = CreditCases.Day, Source = "bank", Reliability = reliability };

        Assert.Equal(code, Assert.Throws<CrmException>(() => CreditCases.Assess(CreditCases.Of(evidence))).Code);
    }

    [Fact]
    public void Amounts_in_another_currency_than_the_assessment_are_refused() => Assert.Equal(
        "CRM6202", Assert.Throws<CrmException>(() => CreditCases.Assess(CreditCases.Of() with { RequestedLimit = Money.Of(1, "USD") })).Code);

    [Fact]
    public void The_same_information_gives_the_same_answer_again() => Assert.Equal(
        CreditCases.Assess(CreditCases.Of([.. CreditCases.Indicators.Select(Best)])), CreditCases.Assess(CreditCases.Of([.. CreditCases.Indicators.Select(Best)])));

    private static CreditEvidence Best(CreditIndicator indicator) => new()
    {
        Indicator = indicator.Code, Value = indicator.Curve.LeastFor(indicator.Curve.Best)!.Value, Date = CreditCases.Day, Source = CreditSources.Agency,
    };
}
