using System.Globalization;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>The standard lifecycle told by stories (LC-1): on which days something happened, and which stages were entered when.</summary>
public sealed class LifecycleWalkTests
{
    private static readonly LocalDate Begin = new(2025, 1, 1);

    [Theory]
    [InlineData("", 400, "potential 0")]
    [InlineData("ask 10", 400, "potential 0, target 10")]
    [InlineData("buy 0", 89, "first-purchase 0")]
    [InlineData("buy 10", 400, "potential 0, first-purchase 10, at-risk 190, lost 370")]
    [InlineData("buy 10, buy 20", 100, "potential 0, first-purchase 10, repeat 20")]
    [InlineData("buy 10, buy 10", 100, "potential 0, first-purchase 10")]
    [InlineData("buy 0, buy 30, buy 60, buy 90, buy 120, buy 150, buy 180", 239, "first-purchase 0, repeat 30, loyal 180")]
    [InlineData("buy 0, buy 30, buy 60, buy 90, buy 120, buy 150, buy 180", 240, "first-purchase 0, repeat 30, loyal 180, at-risk 240")]
    [InlineData("buy 0, buy 30, buy 60, buy 90, buy 120, buy 299", 300, "first-purchase 0, repeat 30, loyal 180, at-risk 180, repeat 299")]
    [InlineData("buy 0, buy 30, buy 60, buy 500, buy 520", 520, "first-purchase 0, repeat 30, at-risk 120, lost 240, won-back 500, repeat 520")]
    [InlineData("buy 0, buy 5, buy 10", 400, "first-purchase 0, repeat 5, at-risk 90, lost 190")]
    public void LC_1_Stages_follow_from_what_happened(string facts, int upTo, string stages) => Assert.Equal(stages, Tell(facts, upTo));

    [Fact]
    public void LC_1_Each_change_says_what_caused_it_and_why_its_guard_was_met()
    {
        LifecycleHistory history = Walk("buy 10", 300)!;

        Assert.Equal([StageCause.Begin, StageCause.Fact, StageCause.Time], history.Steps.Select(static step => step.Change.Cause));
        Assert.Equal(history.Steps[1].Change.Record, history.Steps[2].Change.Record);
        Assert.Equal("lifecycle.days.at-least(lifecycle-fact.purchase, 1, 1)", Assert.Single(history.Steps[1].Reasons).ToString());
        Assert.Equal(
            ["lifecycle.intervals.at-least(lifecycle-fact.purchase, 2, 2, 90)", "lifecycle.since-last.at-least(lifecycle-fact.purchase, 180, 30)", "lifecycle.since-first.at-least(lifecycle-fact.purchase, 180, 90)"],
            history.Steps[2].Reasons.Select(static reason => reason.ToString()));
        Assert.Equal(("lost", 370), (history.Next!.Change.Stage, Day(history.Next.Change.At)));
    }

    [Fact]
    public void LC_1_A_plugins_stage_is_entered_by_its_facts_and_left_by_time()
    {
        LifecycleDefinition definition = LifecycleDefinitions.Standard.With([new TrialStages()]);

        Assert.Equal("potential 0, acme.trying 5, target 19", Tell("try 5", 100, definition));
        Assert.Equal("potential 0, acme.trying 5, first-purchase 9", Tell("try 5, buy 9", 50, definition));
        Assert.Equal("potential 0, acme.trying 5, target 19, acme.trying 40, target 54", Tell("try 5, try 40, try 80", 100, definition)); // the third comes more than 60 days after the first
    }

    [Fact]
    public void LC_1_A_lifecycle_that_goes_in_circles_is_refused()
    {
        LifecycleDefinition circle = LifecycleDefinitions.Standard with
        {
            Stages = [new("a", "x"), new("b", "x")], Initial = "a",
            Transitions = [new(["a"], "b", [LifecycleCondition.AtLeast(LifecycleMeasure.StageAge, 1)]), new(["b"], "a", [LifecycleCondition.AtLeast(LifecycleMeasure.StageAge, 1)])],
        };

        Assert.Contains("goes in circles", Assert.Throws<CrmException>(() => Tell("buy 0", 5_000, circle)).Message, StringComparison.Ordinal);
        Assert.Equal("a 0, b 1, a 2", Tell("buy 0", 2, circle));
    }

    [Theory]
    [InlineData("the initial stage", "is not among its stages")]
    [InlineData("a stage twice", "stands twice")]
    [InlineData("an unreached stage", "no transition leads to 'island'")]
    [InlineData("no condition", "has no condition")]
    [InlineData("half a day", "is no whole number")]
    [InlineData("a far edge", "is not from 0 to")]
    [InlineData("an unknown stage", "there is no stage 'nowhere'")]
    [InlineData("itself", "leads back into the stage that it leaves")]
    [InlineData("no days", "is not from 1 to 3,650")]
    public void A_definition_says_what_is_wrong_with_it(string wrong, string message)
    {
        LifecycleDefinition good = LifecycleDefinitions.Standard;
        LifecycleCondition one = LifecycleCondition.AtLeast(LifecycleMeasure.Days, 1);
        LifecycleDefinition bad = wrong switch
        {
            "the initial stage" => good with { Initial = "nowhere" },
            "a stage twice" => good with { Stages = [.. good.Stages, new(LifecycleStages.Lost, "x")] },
            "an unreached stage" => good with { Stages = [.. good.Stages, new("island", "x")] },
            "no condition" => With([LifecycleStages.Lost], LifecycleStages.Repeat),
            "half a day" => With([LifecycleStages.Lost], LifecycleStages.Repeat, LifecycleCondition.AtLeast(LifecycleMeasure.SinceLast, 1.5)),
            "a far edge" => With([LifecycleStages.Lost], LifecycleStages.Repeat, LifecycleCondition.AtMost(LifecycleMeasure.IntervalsSinceLast, -1)),
            "an unknown stage" => With(["nowhere"], LifecycleStages.Repeat, one),
            "itself" => With([LifecycleStages.Lost], LifecycleStages.Lost, one),
            _ => good with { DefaultIntervalDays = 0 },
        };

        CrmException error = Assert.Throws<CrmException>(bad.Check);

        Assert.Equal(LifecycleErrorCodes.BadDefinition, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);

        LifecycleDefinition With(ValueList<string> from, string to, params LifecycleCondition[] guard) => good with { Transitions = [.. good.Transitions, new(from, to, [.. guard])] };
    }

    private static string Tell(string facts, int upTo, LifecycleDefinition? definition = null) =>
        string.Join(", ", Walk(facts, upTo, definition)!.Steps.Select(static step => $"{step.Change.Stage} {Day(step.Change.At)}"));

    private static LifecycleHistory? Walk(string facts, int upTo, LifecycleDefinition? definition = null) => new LifecycleWalk(definition ?? LifecycleDefinitions.Standard, DateTimeZone.Utc).Of(
        At(0),
        facts.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static (fact, number) => fact.Split(' ') is [var what, var day]
            ? new LifecycleFact(
                what switch { "buy" => LifecycleFactTypes.Purchase, "ask" => LifecycleFactTypes.Inquiry, _ => TrialStages.Trial },
                At(int.Parse(day, CultureInfo.InvariantCulture)),
                new RecordRef(OrderModel.Kind.Kind, new RecordId(new Guid(number, 0, 0, new byte[8]))))
            : throw new ArgumentException(fact, nameof(facts))),
        AsOf.EndOf(Begin.PlusDays(upTo), DateTimeZone.Utc).Instant);

    private static Instant At(int day) => Begin.PlusDays(day).AtMidnight().InUtc().ToInstant();

    private static int Day(Instant at) => Period.DaysBetween(Begin, at.InUtc().Date);
}
