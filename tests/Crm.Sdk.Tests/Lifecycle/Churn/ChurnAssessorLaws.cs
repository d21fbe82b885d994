using Crm.Sdk.Lifecycle;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>The laws of churn scores, for anything that may be known (LC-2).</summary>
public sealed class ChurnAssessorLaws
{
    private const int Cases = 500;

    private static readonly ChurnPolicy Policy = new();

    private static readonly ChurnAssessor Assessor = new(Policy);

    private static readonly Gen<ChurnFacts> Facts =
        from first in Gen.Choose(0, 900)
        from last in Gen.Choose(0, first)
        from days in Gen.Choose(1, 200)
        from spread in Gen.Choose(0, 100)
        from alive in Maybe(Gen.Choose(0, 1_000))
        from spend in Maybe(Gen.Choose(-50, 1_000).Two())
        from complaints in Maybe(Gen.Choose(0, 6))
        from satisfaction in Maybe(Gen.Choose(0, 1_000))
        select new ChurnFacts(default, first, last, new PurchaseRhythm(days, spread, IntervalSource.Own, 3))
        {
            ProbabilityAlive = alive / 1_000.0,
            Spend = spend is var (now, _) ? Money.Of(now, "CNY") : null,
            SpendBefore = spend is var (_, before) ? Money.Of(before, "CNY") : null,
            Complaints = complaints,
            Satisfaction = satisfaction / 1_000.0,
            SatisfactionOn = satisfaction is null ? null : new LocalDate(2026, 6, 1),
        };

    [Fact]
    public void LC_2_A_score_lies_between_the_risks_of_what_is_known_so_what_is_not_known_counts_neither_as_0_nor_as_1() => Law.Holds(
        Facts,
        static facts =>
        {
            ChurnWarning warning = Assessor.Assess(facts);
            Assert.All(warning.Signals, static signal => Assert.InRange(signal.Risk, 0, 1));
            Assert.Equal(facts.SinceFirst >= Policy.DefaultIntervalDays, warning.Score is not null);
            if (warning.Score is { } score)
            {
                Assert.InRange(score, warning.Signals.Min(static signal => signal.Risk) - 1e-12, warning.Signals.Max(static signal => signal.Risk) + 1e-12);
                Assert.Equal(warning.Signals.Where(static signal => signal.Risk > 0).Select(static signal => signal.Reason), warning.Reasons);
            }
        },
        Cases);

    [Fact]
    public void LC_2_Nobody_younger_than_a_full_default_period_is_warned_of() => Law.Holds(
        Facts,
        static facts => Assert.False(Assessor.Assess(facts with { SinceFirst = facts.SinceFirst % Policy.DefaultIntervalDays, ProbabilityAlive = 0, Complaints = 6 }).IsDue),
        Cases);

    [Fact]
    public void LC_2_A_signal_that_turns_worse_never_lowers_the_score() => Law.Holds(
        from facts in Facts from step in Gen.Choose(1, 300) from which in Gen.Choose(0, 4) select (facts, step, which),
        static drawn =>
        {
            (ChurnFacts facts, int step, int which) = drawn;
            ChurnFacts worse = which switch
            {
                0 => facts with { SinceLast = facts.SinceLast + step },
                1 => facts with { ProbabilityAlive = facts.ProbabilityAlive * (1 - (step / 300.0)) },
                2 => facts with { Spend = facts.Spend is { } spend ? spend - Money.Of(step, "CNY") : null },
                3 => facts with { Complaints = facts.Complaints + step },
                _ => facts with { Satisfaction = facts.Satisfaction * (1 - (step / 300.0)) },
            };
            Assert.True(Assessor.Assess(facts).Score is not { } before || Assessor.Assess(worse).Score >= before - 1e-12);
        },
        Cases);

    [Fact]
    public void LC_2_Intervals_that_are_counted_by_days_have_the_median_and_the_spread_of_those_that_are_listed() => Law.Holds(
        Gen.Choose(1, 400).NonEmptyListOf(),
        static days =>
        {
            var listed = new UsualInterval();
            var counted = new IntervalTally();
            foreach (int one in days)
            {
                listed.Add(one);
                counted.Add(one);
            }

            PurchaseRhythm rhythm = counted.Rhythm(IntervalSource.Base, least: 1)!;
            Assert.Equal((listed.Median, days.Count), (rhythm.Days, (int)rhythm.Intervals));
            Assert.Equal(listed.Spread!.Value, rhythm.Spread, 1e-9);
        },
        Cases);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((1, Gen.Constant<T?>(null)), (2, gen.Select(static value => (T?)value)));
}
