using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>The laws of tiers, for any ladder and any facts (LO-2).</summary>
public sealed class TierWalkLaws
{
    private const int Cases = 500;
    private const int Days = 1_200;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Instant Joined = Instant.FromUtc(2024, 2, 29, 3, 0);

    private static readonly Gen<TierLadder> Ladders =
        from measure in Gen.Frequency((4, Gen.Constant(TierMeasure.Points)), (1, Gen.Constant(TierMeasure.Years)))
        from window in Gen.Elements(Enum.GetValues<TierWindow>())
        from anchor in Gen.Elements(Enum.GetValues<TierAnchor>())
        from months in Gen.Elements(3, 6, 12)
        from periods in Gen.Choose(1, 2)
        from grace in Gen.Elements(0, 1, 30, 200)
        from downgrade in Gen.Elements(Enum.GetValues<TierDowngrade>())
        select new TierLadder
        {
            Measure = measure, Window = window, Anchor = anchor, Months = months, Periods = periods, GraceDays = grace, Downgrade = downgrade,
            Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "silver", Minimum = measure == TierMeasure.Years ? 1 : 100 }, new() { Code = "guest" }, new() { Code = "gold", Minimum = measure == TierMeasure.Years ? 2 : 300 }],
        };

    /// <summary>Facts of three years: what was earned, some of it taken back later on the day of what it takes back.</summary>
    private static readonly Gen<TierFact[]> Facts = Gen.Choose(0, 25).SelectMany(static count => (
        from hours in Gen.Choose(0, Days * 24)
        from points in Gen.Choose(1, 200)
        from back in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 100)))
        from later in Gen.Choose(0, 400)
        select Of(hours, points, points * back / 100, later)).ArrayOf(count)).Select(static facts => facts.SelectMany(static some => some).ToArray());

    [Fact]
    public void LO_2_Who_reaches_a_tier_is_in_it_at_once() => Law.Holds(
        Drawn,
        drawn =>
        {
            TierWalk walk = Walk(drawn.Ladder, drawn.Facts);
            foreach (Instant at in drawn.Facts.Select(static fact => fact.At).Distinct().Order())
            {
                walk.AdvanceTo(at, isIncluded: true, static _ => { });
                Assert.True(drawn.Ladder.RankOf(walk.Standing.Reached) >= TierRules.Target(drawn.Ladder, walk.Measure.Measured), $"{walk.Standing} with {walk.Measure} at {at}");
            }
        },
        Cases);

    [Fact]
    public void LO_2_Nobody_falls_before_the_end_of_the_tier_and_its_grace_and_nobody_by_more_than_the_ladder_says() => Law.Holds(
        Drawn,
        drawn =>
        {
            foreach (TierStep step in Decide(drawn.Ladder, drawn.Facts).Where(static step => step.Move == TierMove.Down))
            {
                LocalDate day = step.After.DecidedAt!.Value.InZone(Zone).Date;
                Assert.Equal(step.Before.Ends!.Value.PlusDays(drawn.Ladder.GraceDays + 1), day);
                Assert.NotEqual(TierDowngrade.None, drawn.Ladder.Downgrade);
                Assert.True(drawn.Ladder.Downgrade != TierDowngrade.OneStep || (step.Before.Reached, step.After.Reached) is ("gold", "silver") or ("silver", "base"));
                Assert.True(drawn.Ladder.RankOf(step.After.Reached) >= TierRules.Target(drawn.Ladder, step.Measured!.Value));
            }
        },
        Cases);

    [Fact]
    public void LO_2_The_same_facts_decide_the_same_in_whatever_order_they_came() => Law.Holds(
        from drawn in Drawn from order in Gen.Shuffle(drawn.Facts) select (drawn.Ladder, drawn.Facts, Other: order),
        static drawn => Assert.Equal(Decide(drawn.Ladder, drawn.Facts), Decide(drawn.Ladder, drawn.Other)),
        Cases);

    [Fact]
    public void LO_2_A_walk_in_steps_each_begun_anew_from_what_was_kept_decides_what_a_walk_at_once_does() => Law.Holds(
        from drawn in Drawn from stops in Gen.Choose(0, Days * 24).ArrayOf(6) select (drawn.Ladder, drawn.Facts, stops),
        static drawn =>
        {
            var kept = new List<TierDecision>();
            foreach (int hours in drawn.stops.Order().Append(Days * 24))
            {
                var walk = new TierWalk(drawn.Ladder, Zone, Joined, kept.ToArray());
                Instant to = Joined + Duration.FromHours(hours);
                foreach (TierFact fact in drawn.Facts.Where(fact => fact.At <= to))
                {
                    walk.Add(fact);
                }

                walk.AdvanceTo(to, isIncluded: true, step => kept.Add(Kept(step)));
            }

            Assert.Equal(Decide(drawn.Ladder, drawn.Facts).Select(Kept), kept);
        },
        Cases);

    [Fact]
    public void LO_2_A_decision_comes_out_the_same_again_from_what_is_kept_of_it() => Law.Holds(
        Drawn,
        static drawn => Assert.All(Decide(drawn.Ladder, drawn.Facts), step => Assert.Equal(Kept(step), TierReplay.Again(drawn.Ladder, Zone, Kept(step)))),
        Cases);

    [Fact]
    public void LO_2_Facts_that_are_not_known_yet_count_for_nothing() => Law.Holds(
        from drawn in Drawn from hours in Gen.Choose(0, Days * 24) select (drawn.Ladder, drawn.Facts, Joined + Duration.FromHours(hours)),
        static drawn =>
        {
            var steps = new List<TierStep>();
            Walk(drawn.Ladder, drawn.Facts).AdvanceTo(drawn.Item3, isIncluded: true, steps.Add);
            Assert.Equal(Decide(drawn.Ladder, [.. drawn.Facts.Where(fact => fact.At <= drawn.Item3)], drawn.Item3), steps);
        },
        Cases);

    private static Gen<(TierLadder Ladder, TierFact[] Facts)> Drawn => from ladder in Ladders from facts in Facts select (ladder, facts);

    private static TierFact[] Of(int hours, int points, int back, int later)
    {
        Instant at = Joined + Duration.FromHours(hours);
        LocalDate day = at.InZone(Zone).Date;
        var earned = new TierFact(at, day, points);
        return back == 0 ? [earned] : [earned, new TierFact(at + Duration.FromDays(later), day, -back)];
    }

    private static TierWalk Walk(TierLadder ladder, TierFact[] facts)
    {
        var walk = new TierWalk(ladder, Zone, Joined, []);
        foreach (TierFact fact in facts)
        {
            walk.Add(fact);
        }

        return walk;
    }

    private static List<TierStep> Decide(TierLadder ladder, TierFact[] facts, Instant? to = null)
    {
        var steps = new List<TierStep>();
        Walk(ladder, facts).AdvanceTo(to ?? Joined + Duration.FromHours(Days * 24), isIncluded: true, steps.Add);
        return steps;
    }

    private static TierDecision Kept(TierStep step) => step.ToDecision(Member, "club", 1);

    private static readonly CustomerId Member = CustomerId.New();
}
