using Crm.Sdk.Care;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>The instants that a schedule means.</summary>
/// <remarks>
/// <para>Days, weeks, months and years follow the calendar and the clock of the zone. A local time that a change of clocks leaves out is the first instant after the gap; of one that there is twice it is the first, once.
/// Two times that become one instant are one occurrence.</para>
/// <para>Hours are elapsed time from the start of <see cref="Schedule.Start"/> in the zone: no change of clocks makes one longer, shorter, or run twice.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class ScheduleTimes
{
    private const int LastYear = 9998;
    private const int LongestMove = 32; // days by which a day of rest moves, and one that a zone left out

    /// <summary>The occurrences after an instant, ascending; lazy, and without end where the schedule has none before the year 9998.</summary>
    /// <param name="schedule">The schedule; it has been checked.</param>
    /// <param name="after">The instant; one at it is not among them.</param>
    public static IEnumerable<Instant> After(Schedule schedule, Instant after)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[schedule.Zone];
        return schedule.Unit == ScheduleUnit.Hour ? Hours(schedule, zone, after) : Days(schedule, zone, after);
    }

    private static IEnumerable<Instant> Hours(Schedule schedule, DateTimeZone zone, Instant after)
    {
        Instant origin = zone.StartOf(schedule.Start), end = zone.StartOf((schedule.End ?? new LocalDate(LastYear, 12, 30)).PlusDays(1));
        var step = Duration.FromHours(schedule.Every);
        long begun = after < origin ? 0 : ((after - origin).BclCompatibleTicks / step.BclCompatibleTicks) + 1; // whole numbers: a quotient of durations is a double
        for (Instant next = origin + (step * begun); next < end; next += step)
        {
            if (schedule.Days == ScheduleDays.All || ChineseWorkdays.IsWorkday(next.InZone(zone).Date))
            {
                yield return next;
            }
        }
    }

    private static IEnumerable<Instant> Days(Schedule schedule, DateTimeZone zone, Instant after)
    {
        LocalTime[] times = schedule.At.IsEmpty ? [LocalTime.Midnight] : [.. schedule.At.Order()];
        LocalDate day = LocalDate.Max(schedule.Start, after.InZone(zone).Date.PlusDays(-LongestMove)), last = schedule.End ?? new LocalDate(LastYear, 12, 31);
        for (Instant latest = after; day <= last; day = day.PlusDays(1))
        {
            if (!Falls(schedule, day) || Moved(schedule.Days, day) is not { } on)
            {
                continue;
            }

            foreach (LocalTime time in times)
            {
                Instant at = Recurrence.InstantOf(on + time, zone);
                if (at > latest)
                {
                    latest = at;
                    yield return at;
                }
            }
        }
    }

    private static LocalDate? Moved(ScheduleDays days, LocalDate day) => days switch
    {
        ScheduleDays.WorkdaysOnly => ChineseWorkdays.IsWorkday(day) ? day : null,
        ScheduleDays.WorkdayBefore => ChineseWorkdays.Shift(day, WorkdayShift.Before),
        ScheduleDays.WorkdayAfter => ChineseWorkdays.Shift(day, WorkdayShift.After),
        _ => day,
    };

    private static bool Falls(Schedule schedule, LocalDate day)
    {
        LocalDate start = schedule.Start;
        int months = ((day.Year - start.Year) * 12) + day.Month - start.Month;
        return schedule.Unit switch
        {
            ScheduleUnit.Day => Period.DaysBetween(start, day) % schedule.Every == 0,
            ScheduleUnit.Week => Period.DaysBetween(Monday(start), Monday(day)) / 7 % schedule.Every == 0
                && (schedule.Weekdays.IsEmpty ? day.DayOfWeek == start.DayOfWeek : schedule.Weekdays.Contains(day.DayOfWeek)),
            ScheduleUnit.Month => months % schedule.Every == 0 && IsMonthDay(schedule, day),
            _ => (day.Year - start.Year) % schedule.Every == 0 && day.Month == (schedule.Month ?? start.Month) && IsMonthDay(schedule, day),
        };
    }

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private static bool IsMonthDay(Schedule schedule, LocalDate day)
    {
        int length = CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month);
        return schedule.MonthDays.IsEmpty ? Is(schedule.Start.Day) : schedule.MonthDays.Any(Is);

        bool Is(int wanted) => wanted switch
        {
            < 0 => day.Day == length + 1 + wanted,
            _ when wanted > length => schedule.MonthEnd == MonthEndRule.LastDay && day.Day == length,
            _ => day.Day == wanted,
        };
    }
}
