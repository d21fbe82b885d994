using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Crm.Sdk.Tests.Tasks;

public sealed class RecurrenceTests
{
    private static readonly string[] WeekDays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly Gen<LocalDate> Starts = Gen.Choose(0, 365 * 6).Select(static n => new LocalDate(2020, 1, 1).PlusDays(n));

    private static readonly Gen<DateTimeZone> Zones =
        Gen.Elements("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Etc/UTC").Select(static id => DateTimeZoneProviders.Tzdb[id]);

    private static readonly Gen<string> Rules =
        from frequency in Gen.Elements("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        from interval in Gen.Choose(1, 5)
        from withDays in Gen.Elements(true, false)
        from withMonthDays in Gen.Elements(true, false)
        from days in Gen.Elements(WeekDays).NonEmptyListOf()
        from ordinal in Gen.Elements(0, 0, 1, 2, 5, -1, -2, -5, 53, -53)
        from monthDays in Gen.Elements(1, 13, 28, 29, 30, 31, -1, -2, -28, -29, -30, -31).NonEmptyListOf()
        let nth = frequency == "YEARLY" || (frequency == "MONTHLY" && Math.Abs(ordinal) <= 5) ? ordinal : 0
        let byDay = withDays ? ";BYDAY=" + string.Join(',', days.Take(3).Select(day => nth == 0 ? day : $"{nth}{day}")) : string.Empty
        let byMonthDay = withMonthDays && frequency != "WEEKLY" ? ";BYMONTHDAY=" + string.Join(',', monthDays.Take(4)) : string.Empty
        select $"FREQ={frequency};INTERVAL={interval}{byDay}{byMonthDay}";

    [Fact]
    public void SA_11_The_days_of_a_rule_are_those_that_asking_day_by_day_finds() => Law.Holds(
        Rules,
        Starts,
        static (text, start) =>
        {
            RecurrenceRule rule = RecurrenceRule.Parse(text);
            Assert.Equal(NaiveRecurrence.Days(rule, start), Recurrence.Days(rule, start, DateTimeZone.Utc).TakeWhile(static day => day <= NaiveRecurrence.LastDay));
        },
        tests: ScaledCount.Of(2_000));

    [Fact]
    public void SA_11_COUNT_and_UNTIL_cut_the_same_days_off_in_every_zone() => Law.Holds(
        Rules,
        from start in Starts from minutes in Gen.Choose(0, 1_439) from zone in Zones select (Start: start + new LocalTime(minutes / 60, minutes % 60), Zone: zone),
        Gen.Choose(1, 40),
        static (text, world, cut) =>
        {
            (LocalDateTime start, DateTimeZone zone) = world;
            List<Occurrence> all = [.. NaiveRecurrence.Days(RecurrenceRule.Parse(text), start.Date)
                .Select(day => new Occurrence(day + start.TimeOfDay, NaiveRecurrence.InstantOf(day + start.TimeOfDay, zone)))];
            Assert.Equal(all, Recurrence.Times(RecurrenceRule.Parse(text), start, zone).TakeWhile(static occurrence => occurrence.Planned.Date <= NaiveRecurrence.LastDay));
            if (all.Count < cut)
            {
                return;
            }

            Occurrence last = all[cut - 1];
            Instant until = Instant.FromUnixTimeSeconds(last.At.ToUnixTimeSeconds());
            foreach (string end in (string[])[$"COUNT={cut}", $"UNTIL={last.Planned.Date:uuuuMMdd}", $"UNTIL={InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'").Format(until)}"])
            {
                Assert.Equal(all.Take(cut), Recurrence.Times(RecurrenceRule.Parse($"{text};{end}"), start, zone));
            }
        },
        tests: ScaledCount.Of(1_000));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2026-01-30", "2026-01-30 2026-02-27 2026-03-27")]
    [InlineData("FREQ=MONTHLY;COUNT=4", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31 2026-07-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31")]
    [InlineData("FREQ=YEARLY;COUNT=3", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "1998-02-13", "1998-02-13 1998-03-13 1998-11-13")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24")]
    [InlineData("FREQ=DAILY;INTERVAL=10;COUNT=3", "1997-09-02", "1997-09-02 1997-09-12 1997-09-22")]
    [InlineData("FREQ=YEARLY;BYDAY=-1SU,1MO;COUNT=5", "2026-01-05", "2026-01-05 2026-12-27 2027-01-04 2027-12-26 2028-01-03")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=-1,15;COUNT=5", "2026-11-15", "2026-11-15 2026-11-30 2026-12-15 2026-12-31 2028-01-15")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR;COUNT=4", "2026-02-13", "2026-02-13 2026-03-13 2026-11-13 2027-08-13")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2;BYDAY=5SA;COUNT=4", "2026-01-31", "2026-01-31 2026-05-30 2027-01-30 2027-05-29")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-31,29;COUNT=5", "2026-01-01", "2026-01-01 2026-01-29 2026-03-01 2026-03-29 2026-04-29")]
    [InlineData("FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU;COUNT=4", "2026-01-05", "2026-01-05 2026-01-20 2026-01-26 2026-02-10")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;COUNT=5", "2026-01-04", "2026-01-04 2026-01-19 2026-01-25 2026-02-09 2026-02-15")]
    [InlineData("FREQ=YEARLY;BYDAY=53TH;COUNT=3", "2026-12-31", "2026-12-31 2032-12-30 2037-12-31")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=31,-30;COUNT=5", "2026-01-02", "2026-01-02 2026-01-31 2026-03-02 2026-03-31 2026-04-01")]
    public void SA_11_Rules_give_the_days_that_RFC_5545_and_other_libraries_list(string rule, string start, string days) =>
        Assert.Equal(days, string.Join(' ', Recurrence.Days(RecurrenceRule.Parse(rule), LocalDatePattern.Iso.Parse(start).Value, DateTimeZone.Utc).Select(LocalDatePattern.Iso.Format)));

    [Fact]
    public void SA_11_An_hour_that_is_left_out_gives_the_first_instant_after_it_and_one_that_is_twice_the_first()
    {
        DateTimeZone berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        RecurrenceRule daily = RecurrenceRule.Parse("FREQ=DAILY;COUNT=3");

        Assert.Equal(
            [Instant.FromUtc(2026, 3, 28, 1, 30), Instant.FromUtc(2026, 3, 29, 1, 0), Instant.FromUtc(2026, 3, 30, 0, 30)],
            Recurrence.Times(daily, new LocalDateTime(2026, 3, 28, 2, 30), berlin).Select(static occurrence => occurrence.At));
        Assert.Equal(
            [Instant.FromUtc(2026, 10, 24, 0, 30), Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 26, 1, 30)],
            Recurrence.Times(daily, new LocalDateTime(2026, 10, 24, 2, 30), berlin).Select(static occurrence => occurrence.At));
    }

    [Fact]
    public void A_rule_that_never_comes_true_again_ends()
    {
        Assert.Equal([new LocalDate(2026, 1, 5)], Recurrence.Days(RecurrenceRule.Parse("FREQ=DAILY;INTERVAL=7;BYDAY=TU"), new LocalDate(2026, 1, 5), DateTimeZone.Utc));
        Assert.Equal([new LocalDate(2026, 2, 5)], Recurrence.Days(RecurrenceRule.Parse("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30"), new LocalDate(2026, 2, 5), DateTimeZone.Utc));
    }

    [Fact]
    public void Whether_a_rule_takes_in_its_own_start_is_said_before_it_is_used()
    {
        RecurrenceRule fridays = RecurrenceRule.Parse("FREQ=WEEKLY;BYDAY=FR;UNTIL=20260109");

        Assert.True(Recurrence.Includes(fridays, new LocalDate(2026, 1, 2)));
        Assert.False(Recurrence.Includes(fridays, new LocalDate(2026, 1, 3)));
        Assert.False(Recurrence.Includes(fridays, new LocalDate(2026, 1, 16)));
        Assert.Equal("FREQ=WEEKLY;BYDAY=FR;UNTIL=20260301", fridays.EndingOn(new LocalDate(2026, 3, 1)).ToString());
    }
}
