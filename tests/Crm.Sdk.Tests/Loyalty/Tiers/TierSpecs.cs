using Crm.Sdk.Loyalty;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Stories of members and their tiers (LO-2): silver from 100, gold from 300; who joined on 2024-03-10.</summary>
public sealed class TierSpecs
{
    private static readonly DateTimeZone Zone = DateTimeZone.Utc;

    private static readonly TierLadder Yearly = new()
    {
        Window = TierWindow.Period, Anchor = TierAnchor.CalendarYear, Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "silver", Minimum = 100 }, new() { Code = "guest" }, new() { Code = "gold", Minimum = 300 }],
    };

    [Fact]
    public void LO_2_A_tier_ends_with_the_calendar_year_is_renewed_by_what_came_in_it_and_falls_by_one_step() => Assert.Equal(
        ["2024-05-01 Up gold until 2024-12-31 by 300", "2025-01-01 Renewed gold until 2025-12-31 by 300", "2026-01-01 Down silver until 2026-12-31 by 0"],
        Story(Yearly, ("2024-05-01", 300)));

    [Fact]
    public void LO_2_It_may_fall_to_what_the_measure_supports_or_not_at_all()
    {
        Assert.Equal(["2024-05-01 Up gold until 2024-12-31 by 300", "2025-01-01 Renewed gold until 2025-12-31 by 300", "2026-01-01 Down base by 0"], Story(Yearly with { Downgrade = TierDowngrade.ToMeasure }, ("2024-05-01", 300)));
        Assert.Equal(
            ["2024-05-01 Up gold until 2024-12-31 by 300", "2025-01-01 Renewed gold until 2025-12-31 by 300", "2026-01-01 Renewed gold until 2026-12-31 by 0"],
            Story(Yearly with { Downgrade = TierDowngrade.None }, ("2024-05-01", 300)));
    }

    [Fact]
    public void LO_2_What_comes_in_the_grace_keeps_the_tier() => Assert.Equal(
        ["2024-05-01 Up silver until 2024-12-31 by 100", "2025-01-31 Renewed silver until 2025-12-31 by 200", "2026-01-31 Renewed silver until 2026-12-31 by 100"], // it counts for both years
        Story(Yearly with { GraceDays = 30 }, ("2024-05-01", 100), ("2025-01-15", 100)));

    [Fact]
    public void LO_2_Periods_are_counted_from_the_enrolment_or_from_the_tier_and_a_tier_may_last_for_several()
    {
        Assert.Equal("2024-05-01 Up gold until 2025-03-09 by 300", Story(Yearly with { Anchor = TierAnchor.Membership }, ("2024-05-01", 300))[0]);
        Assert.Equal("2024-05-01 Up gold until 2025-04-30 by 300", Story(Yearly with { Anchor = TierAnchor.Tier }, ("2024-05-01", 300))[0]);
        Assert.Equal("2024-05-01 Up gold until 2025-12-31 by 300", Story(Yearly with { Periods = 2 }, ("2024-05-01", 300))[0]);
        Assert.Equal("2024-05-01 Up gold until 2024-06-30 by 300", Story(Yearly with { Months = 3 }, ("2024-05-01", 300))[0]);
    }

    [Fact]
    public void LO_2_A_rolling_window_forgets_what_is_older_and_what_is_taken_back_counts_off_where_it_counted()
    {
        TierLadder rolling = Yearly with { Window = TierWindow.Rolling };
        Assert.Equal("2025-04-30 Up silver until 2025-12-31 by 100", Story(rolling, ("2024-05-01", 60), ("2025-04-30", 40))[0]);
        Assert.Empty(Story(rolling, ("2024-05-01", 60), ("2025-05-01", 40)));

        TierWalk walk = Walk(rolling, ("2024-05-01", 90), ("2024-07-01", 20));
        walk.Add(new TierFact(At("2024-06-01"), new LocalDate(2024, 5, 1), -15));
        Assert.Empty(Steps(walk));
    }

    [Fact]
    public void LO_2_Years_of_membership_raise_on_the_anniversary_also_of_a_leap_day()
    {
        TierLadder years = Yearly with { Measure = TierMeasure.Years, Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "silver", Minimum = 1 }] };
        var walk = new TierWalk(years, Zone, Instant.FromUtc(2024, 2, 29, 12, 0), []);

        Assert.StartsWith("2025-02-28 Up silver", Steps(walk)[0], StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Story(TierLadder ladder, params (string Day, long Points)[] facts) => Steps(Walk(ladder, facts));

    private static TierWalk Walk(TierLadder ladder, params (string Day, long Points)[] facts)
    {
        var walk = new TierWalk(ladder, Zone, At("2024-03-10"), []);
        foreach ((string day, long points) in facts)
        {
            walk.Add(new TierFact(At(day), At(day).InUtc().Date, points));
        }

        return walk;
    }

    /// <summary>The decisions up to the middle of 2026.</summary>
    private static IReadOnlyList<string> Steps(TierWalk walk)
    {
        var steps = new List<string>();
        walk.AdvanceTo(At("2026-06-30"), isIncluded: true, step => steps.Add(
            $"{step.After.DecidedAt!.Value.InUtc().Date:uuuu-MM-dd} {step.Move} {step.After.Tier}{(step.After.Ends is { } end ? $" until {end:uuuu-MM-dd}" : string.Empty)} by {step.Measured}"));
        return steps;
    }

    private static Instant At(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value.AtMidnight().InUtc().ToInstant();
}
