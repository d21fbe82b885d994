using System.Diagnostics;
using Crm.Sdk.Scheduling;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Tests.Scheduling;

/// <summary>Schedules of every zone over every change of clocks from 2020 to 2040, against a reader of the clock on the wall. With <c>CRM_TEST_SCALE=full</c> all zones.</summary>
public sealed class ScheduleZoneTests(ITestOutputHelper output)
{
    private static readonly LocalDate From = new(2020, 1, 1);
    private static readonly LocalDate Until = new(2040, 12, 31);
    private static readonly LocalTime HalfPastTwo = new(2, 30);

    // Half an hour of summer time; a month without it for Ramadan; a change at midnight; a zone that moves its year round; the usual ones.
    private static readonly string[] Always = ["Australia/Lord_Howe", "Africa/Casablanca", "Asia/Beirut", "America/Santiago", "Antarctica/Troll", "America/Nuuk", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"];

    [Fact]
    public void Daily_weekly_and_hourly_occurrences_match_the_policy_in_every_zone_over_every_change_of_clocks()
    {
        var watch = Stopwatch.StartNew();
        string[] zones = [.. DateTimeZoneProviders.Tzdb.Ids.Where((id, at) => ScaledCount.IsFull || at % 12 == 0 || Always.Contains(id))];
        long compared = 0, transitions = 0;
        foreach (string id in zones)
        {
            DateTimeZone zone = DateTimeZoneProviders.Tzdb[id];
            var wall = new WallClock(zone, From, Until);
            transitions += wall.Transitions;
            compared += Same(id, Of(id, ScheduleUnit.Day) with { At = [HalfPastTwo] }, wall.FirstReadings(HalfPastTwo, static _ => true));
            compared += Same(id, Of(id, ScheduleUnit.Week) with { At = [HalfPastTwo], Weekdays = [IsoDayOfWeek.Sunday] }, wall.FirstReadings(HalfPastTwo, static day => day.DayOfWeek == IsoDayOfWeek.Sunday));
            Schedule hourly = Of(id, ScheduleUnit.Hour);
            foreach ((Instant since, Instant to, IReadOnlyList<Instant> hours) in wall.HoursAroundChanges())
            {
                Assert.Equal(hours, ScheduleTimes.After(hourly, since - Duration.Epsilon).TakeWhile(at => at < to));
                compared += hours.Count;
            }
        }

        output.WriteLine($"{zones.Length} of {DateTimeZoneProviders.Tzdb.Ids.Count} zones, {transitions:N0} changes of clocks, {compared:N0} occurrences compared, 0 differences, {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static Schedule Of(string zone, ScheduleUnit unit) => new() { Name = "s", Job = "j", Unit = unit, Zone = zone, Start = From, End = Until };

    private static long Same(string zone, Schedule schedule, IEnumerable<Instant> expected)
    {
        long count = 0;
        using IEnumerator<Instant> wanted = expected.GetEnumerator();
        foreach (Instant at in ScheduleTimes.After(schedule, Instant.FromUtc(2019, 1, 1, 0, 0)))
        {
            Assert.True(wanted.MoveNext(), $"{zone}, every {schedule.Unit}: {at} is one too many.");
            Assert.True(wanted.Current == at, $"{zone}, every {schedule.Unit}: {at} instead of {wanted.Current}.");
            count++;
        }

        Assert.False(wanted.MoveNext(), $"{zone}, every {schedule.Unit}: the last {count} are not all.");
        return count;
    }
}
