using Crm.Sdk.Care;
using Crm.Sdk.Organization;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care.Visits;

/// <summary>Return visits are planned to a team with fair load (CA-4).</summary>
public sealed class VisitRosterLaws
{
    private static readonly LocalDate Friday = new(2026, 1, 9);

    [Fact]
    public void CA_4_Loads_lie_at_most_as_far_apart_as_they_did_or_by_one() => Law.Holds(
        Gen.Choose(0, 12).ArrayOf(5), Gen.Choose(0, 200), Gen.Choose(1, 8), static (before, tasks, perDay) =>
        {
            Visitor[] team = Team(before);
            var roster = new VisitRoster(team, perDay);
            int given = Enumerable.Range(0, tasks).Count(task => roster.Assign(Friday.PlusDays(task % 3), except: null) is not null);

            Assert.InRange(Spread(team), 0, Math.Max(1, before.Max() - before.Min()));
            Assert.Equal(before.Sum() + given, team.Sum(static member => member.Load));
            return given == tasks || perDay < 5; // sixty days of few places may be full
        });

    [Fact]
    public void CA_4_Nobody_gets_more_than_a_day_holds_nor_a_day_of_rest_nor_who_served_the_customer() => Law.Holds(
        Gen.Choose(0, 4).ArrayOf(120), Gen.Choose(1, 3), static (served, perDay) =>
        {
            Visitor[] team = Team([0, 0, 0, 0]);
            var roster = new VisitRoster(team, perDay);
            Dictionary<(string, LocalDate), int> days = [];
            foreach (int who in served)
            {
                string? except = who == 4 ? null : $"e{who}";
                if (roster.Assign(Friday, except) is { } place)
                {
                    Assert.NotEqual(except, place.Visitor.Employee.Key);
                    Assert.True(ChineseWorkdays.IsWorkday(place.Day));
                    days[(place.Visitor.Employee.Key, place.Day)] = days.GetValueOrDefault((place.Visitor.Employee.Key, place.Day)) + 1;
                }
            }

            Assert.All(days, day => Assert.InRange(day.Value, 1, perDay));
        });

    [Fact]
    public void What_was_not_kept_is_taken_back() => Law.Holds(Gen.Choose(1, 30), Gen.Choose(0, 30), static (lost, kept) =>
    {
        Visitor[] team = Team([2, 0, 1]), other = Team([2, 0, 1]);
        VisitRoster roster = new(team, 2), never = new(other, 2);
        _ = Give(roster, lost);
        roster.Undo();
        List<(string, LocalDate)> after = Give(roster, kept);
        roster.Keep();
        roster.Undo();

        Assert.Equal(Give(never, kept), after);
        Assert.Equal(other.Select(static member => member.Load), team.Select(static member => member.Load));
    });

    [Fact]
    public void CA_4_Who_has_left_gets_no_day_after_that() => Assert.Null(new VisitRoster([new Visitor(Employee.Of("li", "Li") with { ActiveUntil = Friday })], 1).Assign(Friday.PlusDays(1), null));

    private static List<(string Key, LocalDate Day)> Give(VisitRoster roster, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => roster.Assign(Friday, null)).OfType<(Visitor Visitor, LocalDate Day)>().Select(static place => (place.Visitor.Employee.Key, place.Day))];

    private static int Spread(Visitor[] team) => team.Max(static member => member.Load) - team.Min(static member => member.Load);

    private static Visitor[] Team(int[] loads) => [.. loads.Select(static (load, i) =>
    {
        var member = new Visitor(Employee.Of($"e{i}", "E"));
        member.Add(null, load);
        return member;
    })];
}
