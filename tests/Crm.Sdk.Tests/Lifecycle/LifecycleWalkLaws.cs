using Crm.Sdk.Lifecycle;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>The laws of lifecycles, for any facts (LC-1).</summary>
public sealed class LifecycleWalkLaws
{
    private const int Cases = 500;

    [Fact]
    public void LC_1_The_same_facts_give_the_same_history_in_whatever_order_they_came() => Law.Holds(
        from life in LifecycleDraws.Life from order in Gen.Shuffle(life.Facts) select (life, order),
        static drawn => Assert.Equal(LifecycleDraws.Walk(drawn.life), LifecycleDraws.Walk(drawn.life with { Facts = drawn.order })),
        Cases);

    [Fact]
    public void LC_1_Stages_change_only_along_allowed_edges_and_dates_never_run_backwards() => Law.Holds(
        LifecycleDraws.Life,
        static life =>
        {
            ValueList<LifecycleStep> steps = LifecycleDraws.Walk(life)?.Steps ?? [];
            for (int i = 1; i < steps.Count; i++)
            {
                Assert.True(life.Definition.Allows(steps[i - 1].Change.Stage, steps[i].Change.Stage), $"{steps[i - 1].Change} -> {steps[i].Change}");
                Assert.True(steps[i - 1].Change.At <= steps[i].Change.At, $"{steps[i - 1].Change} -> {steps[i].Change}");
                Assert.NotEqual(StageCause.Begin, steps[i].Change.Cause);
                Assert.NotEmpty(steps[i].Reasons);
            }
        },
        Cases);

    [Fact]
    public void LC_1_What_happens_later_changes_nothing_before_it() => Law.Holds(
        from life in LifecycleDraws.Life from moment in LifecycleDraws.Moment select (life, moment),
        static drawn =>
        {
            ValueList<LifecycleStep> then = LifecycleDraws.Walk(drawn.life, drawn.moment)?.Steps ?? [];
            Assert.Equal(then, (LifecycleDraws.Walk(drawn.life)?.Steps ?? []).Where(step => step.Change.At <= drawn.moment).ToValueList());
        },
        Cases);

    [Fact]
    public void LC_1_What_was_said_to_come_next_comes_if_nothing_happens() => Law.Holds(
        from life in LifecycleDraws.Life from moment in LifecycleDraws.Moment select (life, moment),
        static drawn =>
        {
            (LifecycleDefinition, Instant?, LifecycleFact[]) quiet = drawn.life with { Facts = [.. drawn.life.Facts.Where(fact => fact.At <= drawn.moment)] };
            if (LifecycleDraws.Walk(quiet, drawn.moment) is { } then)
            {
                ValueList<LifecycleStep> after = LifecycleDraws.Walk(quiet, LifecycleDraws.End + Duration.FromDays(4_000))!.Steps;
                Assert.Equal(then.Next, after.Skip(then.Steps.Count).FirstOrDefault());
            }
        },
        Cases);

    [Fact]
    public void LC_1_A_customer_is_known_from_its_first_fact_or_record_on() => Law.Holds(
        LifecycleDraws.Life,
        static life => Assert.Equal(
            life.Facts.Select(static fact => (Instant?)fact.At).Append(life.Known).Min(), LifecycleDraws.Walk(life)?.Steps[0].Change.At),
        Cases);

    [Fact]
    public void LC_1_A_purchase_shows_in_the_stage_on_its_very_instant() => Law.Holds(
        LifecycleDraws.Life,
        static life =>
        {
            foreach (Instant at in life.Facts.Where(static fact => fact.Type == LifecycleFactTypes.Purchase).Select(static fact => fact.At))
            {
                string stage = LifecycleDraws.Walk(life, at)!.Steps[^1].Change.Stage;
                Assert.DoesNotContain(stage, (string[])[LifecycleStages.Potential, LifecycleStages.Target, TrialStages.Trying, LifecycleStages.AtRisk, LifecycleStages.Lost]);
            }
        },
        Cases);
}
