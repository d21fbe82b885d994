using Crm.Sdk.Scheduling;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Scheduling;

/// <summary>Which instants schedules mean.</summary>
public sealed class ScheduleTimesTests
{
    private static readonly Schedule Base = new() { Name = "s", Job = "j", Unit = ScheduleUnit.Day };

    [Fact]
    public void The_31st_is_the_last_day_of_shorter_months_or_leaves_them_out_as_the_rule_says()
    {
        Schedule monthly = Base with { Unit = ScheduleUnit.Month, MonthDays = [31] };

        Assert.Equal(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"], Days(monthly, "2026-01-01", 4));
        Assert.Equal(["2026-01-31", "2026-03-31", "2026-05-31"], Days(monthly with { MonthEnd = MonthEndRule.LeaveOut }, "2026-01-01", 3));
        Assert.Equal(["2026-01-31", "2026-02-28", "2026-03-31"], Days(monthly with { MonthDays = [-1, 31] }, "2026-01-01", 3)); // two ways to say one day
    }

    [Fact]
    public void The_29th_of_February_comes_every_year_or_in_leap_years_as_the_rule_says()
    {
        Schedule yearly = Base with { Unit = ScheduleUnit.Year, Month = 2, MonthDays = [29] };

        Assert.Equal(["2026-02-28", "2027-02-28", "2028-02-29"], Days(yearly, "2026-01-01", 3));
        Assert.Equal(["2028-02-29", "2032-02-29"], Days(yearly with { MonthEnd = MonthEndRule.LeaveOut }, "2026-01-01", 2));
        Assert.Throws<CrmException>(() => (yearly with { MonthEnd = MonthEndRule.LeaveOut, MonthDays = [30] }).Check());
    }

    [Fact]
    public void Every_second_week_counts_from_the_week_of_the_start() => Assert.Equal(
        ["2026-01-05", "2026-01-07", "2026-01-19", "2026-01-21"],
        Days(Base with { Unit = ScheduleUnit.Week, Every = 2, Weekdays = [IsoDayOfWeek.Wednesday, IsoDayOfWeek.Monday], Start = new(2026, 1, 5) }, "2026-01-01", 4));

    [Fact]
    public void Days_of_rest_are_left_out_or_moved_make_up_workdays_among_them()
    {
        // 2026: rest from 15 to 23 February for the spring festival; Saturday 14 and 28 February are workdays.
        Schedule daily = Base with { Days = ScheduleDays.WorkdaysOnly };

        Assert.Equal(["2026-02-13", "2026-02-14", "2026-02-24"], Days(daily, "2026-02-13", 3));
        Assert.Equal(["2026-02-14", "2026-03-16"], Days(Base with { Unit = ScheduleUnit.Month, MonthDays = [17, 16], Days = ScheduleDays.WorkdayBefore }, "2026-02-14", 2));
        Assert.Equal(["2026-02-24"], Days(Base with { Unit = ScheduleUnit.Year, Month = 2, MonthDays = [17], Days = ScheduleDays.WorkdayAfter }, "2026-02-14", 1));
    }

    [Fact]
    public void A_day_that_a_zone_left_out_is_the_first_instant_after_it()
    {
        // Apia had no 30 December 2011.
        Schedule daily = Base with { Zone = "Pacific/Apia", At = [new(2, 30)] };

        Assert.Equal(
            [Instant.FromUtc(2011, 12, 29, 12, 30), Instant.FromUtc(2011, 12, 30, 10, 0), Instant.FromUtc(2011, 12, 30, 12, 30)],
            ScheduleTimes.After(daily, Instant.FromUtc(2011, 12, 29, 0, 0)).Take(3));
    }

    [Fact]
    public void Two_times_that_fall_into_one_gap_are_one_occurrence() => Assert.Equal(
        [Instant.FromUtc(2026, 3, 29, 1, 0), Instant.FromUtc(2026, 3, 30, 0, 15)],
        ScheduleTimes.After(Base with { Zone = "Europe/Berlin", At = [new(2, 45), new(2, 15)] }, Instant.FromUtc(2026, 3, 29, 0, 0)).Take(2));

    [Fact]
    public void A_schedule_has_its_first_and_its_last_day() => Assert.Equal(
        ["2026-01-02", "2026-01-03"], Days(Base with { Start = new(2026, 1, 2), End = new(2026, 1, 3) }, "2025-01-01", 9));

    [Fact]
    public void Where_it_is_asked_from_makes_no_difference() => Law.Holds(Schedules(), Gen.Choose(0, 20_000), static (schedule, hours) =>
    {
        Instant start = Instant.FromUtc(2025, 6, 1, 0, 0), from = start + Duration.FromHours(hours);
        Instant[] whole = [.. ScheduleTimes.After(schedule, start).SkipWhile(at => at <= from).Take(5)];
        return whole.SequenceEqual(ScheduleTimes.After(schedule, from).Take(5)) && whole.Zip(whole.Skip(1)).All(static pair => pair.First < pair.Second)
            && (whole is not [var first, ..] || !ScheduleTimes.After(schedule, first - Duration.Epsilon).Any() || ScheduleTimes.After(schedule, first - Duration.Epsilon).First() == first);
    });

    [Fact]
    public void Each_misfire_policy_settles_everything_up_to_now_and_runs_what_it_says() => Law.Holds(Schedules(), Gen.Choose(0, 3_000), static (schedule, minutes) =>
    {
        Instant settled = Instant.FromUtc(2026, 1, 1, 0, 0), now = settled + Duration.FromMinutes(minutes * 7);
        Instant[] fell = [.. ScheduleTimes.After(schedule, settled).TakeWhile(at => at <= now)];
        List<Instant> run = [];
        long missed = 0;
        for (DueTimes due = DueTimes.Of(schedule, settled, now); ; due = DueTimes.Of(schedule, due.Settled, now))
        {
            missed += due.Missed;
            if (due.Run is not { } at)
            {
                break;
            }

            run.Add(at);
        }

        Instant[] wanted = schedule.Misfire switch
        {
            MisfirePolicy.RunOnce => [.. fell.TakeLast(1)],
            MisfirePolicy.RunEach => [.. fell.Where(at => now - at <= schedule.Window)],
            _ => [.. fell.Where(at => now - at <= Duration.FromMinutes(1)).TakeLast(1)],
        };
        Assert.Equal(wanted, run);
        Assert.Equal(fell.Length - wanted.Length, missed);
    });

    [Fact]
    public void CRM6700_says_what_does_not_fit_together()
    {
        (string Wrong, Schedule Schedule)[] cases =
        [
            ("every 0 units", Base with { Every = 0 }),
            ("no zone", Base with { Zone = "Mars/Olympus" }),
            ("hours have no times", Base with { Unit = ScheduleUnit.Hour, At = [new(1, 0)] }),
            ("each once", Base with { At = [new(1, 0), new(1, 0)] }),
            ("belong to weeks", Base with { Weekdays = [IsoDayOfWeek.Monday] }),
            ("belong to months", Base with { MonthDays = [1] }),
            ("day of the month is none", Base with { Unit = ScheduleUnit.Month, MonthDays = [0] }),
            ("belongs to years", Base with { Month = 1 }),
            ("do not move", Base with { Unit = ScheduleUnit.Hour, Days = ScheduleDays.WorkdayAfter }),
            ("lies before the first", Base with { Start = new(2026, 1, 2), End = new(2026, 1, 1) }),
            ("the window is", Base with { Window = Duration.Zero }),
            ("stands twice", Base with { Settings = [new("a", "1"), new("a", "2")] }),
        ];

        Assert.All(cases, static one =>
        {
            CrmException wrong = Assert.Throws<CrmException>(one.Schedule.Check);
            Assert.Equal(ScheduleErrorCodes.BadSchedule, wrong.Code);
            Assert.Contains(one.Wrong, wrong.Message, StringComparison.Ordinal);
        });
    }

    private static Gen<Schedule> Schedules() =>
        from unit in Gen.Elements(Enum.GetValues<ScheduleUnit>())
        from every in Gen.Elements(1, 1, 2, 3, 7)
        from zone in Gen.Elements("UTC", "Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe", "America/Santiago")
        from times in Gen.Choose(0, 23).ArrayOf(2)
        from day in Gen.Choose(1, 31)
        from days in Gen.Elements(Enum.GetValues<ScheduleDays>())
        from misfire in Gen.Elements(Enum.GetValues<MisfirePolicy>())
        from window in Gen.Elements(1, 30, 600)
        select new Schedule
        {
            Name = "s", Job = "j", Unit = unit, Every = every, Zone = zone, Misfire = misfire, Window = Duration.FromMinutes(window),
            At = unit == ScheduleUnit.Hour ? [] : [.. times.Distinct().Select(static hour => new LocalTime(hour, 30))],
            MonthDays = unit is ScheduleUnit.Month or ScheduleUnit.Year ? [day] : [],
            Days = unit == ScheduleUnit.Hour && days != ScheduleDays.All ? ScheduleDays.WorkdaysOnly : days,
        };

    private static IEnumerable<string> Days(Schedule schedule, string from, int count) => ScheduleTimes.After(schedule, NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value.AtMidnight().InUtc().ToInstant() - Duration.Epsilon)
        .Take(count).Select(static at => at.InUtc().Date.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
