using Crm.Sdk.Credit;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>The laws of CR-2, for every indicator and any mix of evidence.</summary>
public sealed class AssessmentLaws
{
    private const int Cases = 500;
    private const double Bit = 1e-9; // sums of doubles in another order

    [Fact]
    public void CR_2_An_indicator_moved_in_its_declared_direction_never_lowers_the_score() => Law.Holds(
        from one in CreditCases.OneMore from step in Gen.Choose(1, 1_000) select (one.Information, one.Indicator, one.Evidence, step),
        drawn =>
        {
            double better = drawn.Indicator.Curve.Direction == IndicatorDirection.HigherIsBetter ? drawn.step / 100.0 : -drawn.step / 100.0;
            double before = CreditCases.Assess(drawn.Information.With(drawn.Evidence)).Score;
            double after = CreditCases.Assess(drawn.Information.With(drawn.Evidence with { Value = drawn.Evidence.Value + better })).Score;
            Assert.True(after >= before, $"{before} became {after}");
        },
        Cases);

    [Fact]
    public void CR_2_Evidence_better_than_the_prior_never_lowers_the_score_of_an_indicator_that_had_none() => Law.Holds(
        CreditCases.OneMore,
        drawn =>
        {
            CreditInformation without = CreditCases.Of([.. drawn.Information.Evidence.Where(item => item.Indicator != drawn.Indicator.Code)]);
            double before = CreditCases.Assess(without).Score, after = CreditCases.Assess(without.With(drawn.Evidence)).Score;
            Assert.True(drawn.Indicator.Curve.ScoreOf(drawn.Evidence.Value) >= drawn.Indicator.Prior ? after >= before : after <= before, $"{before} became {after}");
        },
        Cases);

    [Fact]
    public void CR_2_More_reliable_evidence_moves_the_score_towards_its_value() => Law.Holds(
        from one in CreditCases.OneMore from more in Gen.Choose(0, 100) select (one.Information, one.Indicator, one.Evidence, more),
        drawn => MovesTowards(drawn.Information, drawn.Indicator, drawn.Evidence, drawn.Evidence with { Reliability = Math.Max(drawn.Evidence.Reliability, drawn.more / 100.0) }),
        Cases);

    [Fact]
    public void CR_2_Fresher_evidence_moves_the_score_towards_its_value() => Law.Holds(
        from one in CreditCases.OneMore from days in Gen.Choose(0, 900) select (one.Information, one.Indicator, one.Evidence, days),
        drawn => MovesTowards(
            drawn.Information,
            drawn.Indicator,
            drawn.Evidence,
            drawn.Evidence with { Date = NodaTime.LocalDate.Min(CreditCases.Day, drawn.Evidence.Date.PlusDays(drawn.days)) }),
        Cases);

    [Fact]
    public void CR_2_Vetoes_stand_outside_the_score() => Law.Holds(
        CreditCases.Information,
        information =>
        {
            CreditAssessment free = CreditCases.Assess(information);
            CreditAssessment vetoed = CreditCases.Assess(information.With(Listed));
            Assert.Equal((CreditGrade.D, free.Score, free.Confidence), (vetoed.Grade, vetoed.Score, vetoed.Confidence));
            Assert.Equal([CreditIndicators.ListedDefaulter], vetoed.Vetoes);
            Assert.Empty(vetoed.ToRaise);
        },
        Cases);

    [Fact]
    public void Scores_and_confidences_stay_in_their_range_and_criteria_add_up_to_the_whole() => Law.Holds(
        CreditCases.Information,
        information =>
        {
            CreditAssessment answer = CreditCases.Assess(information);
            Assert.All(answer.Criteria, static criterion =>
            {
                Assert.InRange(criterion.Score, 0, 100);
                Assert.InRange(criterion.Confidence, 0, 1);
                Assert.All(criterion.Indicators, static indicator => Assert.InRange(indicator.Score, 0, 100));
            });
            Assert.Equal(1, answer.Criteria.Sum(static criterion => criterion.Weight), Bit);
            Assert.Equal(answer.Criteria.Sum(static criterion => criterion.Weight * criterion.Score), answer.Score, 1e-6);
            Assert.Equal(answer.Missing.Select(static missing => missing.Indicator), answer.Criteria.SelectMany(static c => c.Indicators).Where(static i => i.Evidence == 0).Select(static i => i.Indicator));
        },
        Cases);

    [Fact]
    public void CR_2_The_order_in_which_evidence_is_given_changes_no_grade() => Law.Holds(
        from information in CreditCases.Information
        from order in Gen.Shuffle<CreditEvidence>([.. information.Evidence])
        select (information, order),
        drawn =>
        {
            CreditAssessment first = CreditCases.Assess(drawn.information), second = CreditCases.Assess(CreditCases.Of(drawn.order));
            Assert.Equal(first.Score, second.Score, 1e-6);
            Assert.Equal(first.Missing, second.Missing);
        },
        Cases);

    [Fact]
    public void CR_2_What_is_said_to_raise_the_grade_raises_it()
    {
        int raised = 0;
        Law.Holds(
            CreditCases.Information,
            information =>
            {
                CreditAssessment before = CreditCases.Assess(information);
                foreach (GradeRaise way in before.ToRaise)
                {
                    CreditAssessment after = CreditCases.Assess(information.With([.. way.Steps.Select(static step => new CreditEvidence
                    {
                        Indicator = step.Indicator, Value = step.Value, Date = CreditCases.Day, Source = CreditSources.Agency,
                    })]));
                    Assert.Equal((before.Grade - 1, way.Grade), (way.Grade, after.Grade));
                    Assert.Equal(way.Score, after.Score, 1e-5);
                    raised++;
                }
            },
            Cases);
        Assert.True(raised > Cases / 10, $"Only {raised} ways were shown, too few to prove anything.");
    }

    private static CreditEvidence Listed { get; } = new() { Indicator = CreditIndicators.ListedDefaulter, Value = 1, Date = CreditCases.Day, Source = CreditSources.PublicRecord };

    private static void MovesTowards(CreditInformation information, CreditIndicator indicator, CreditEvidence evidence, CreditEvidence stronger)
    {
        double value = indicator.Curve.ScoreOf(evidence.Value);
        double before = CreditCases.ScoreOf(information.With(evidence), indicator.Code), after = CreditCases.ScoreOf(information.With(stronger), indicator.Code);
        Assert.True(Math.Abs(after - value) <= Math.Abs(before - value) + Bit, $"{before} became {after}, away from {value}");
        Assert.True(value >= before - Bit ? after >= before - Bit : after <= before + Bit, $"{before} became {after} although the evidence says {value}");
    }
}
