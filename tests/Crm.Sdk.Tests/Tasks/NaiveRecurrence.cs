using Crm.Sdk.Tasks;
using NodaTime;
using NodaTime.TimeZones;

namespace Crm.Sdk.Tests.Tasks;

/// <summary>RFC 5545 day by day: every day up to the end of 2040 is asked whether the rule means it.</summary>
internal static class NaiveRecurrence
{
    public static readonly LocalDate LastDay = new(2040, 12, 31);

    public static List<LocalDate> Days(RecurrenceRule rule, LocalDate start)
    {
        var days = new List<LocalDate> { start };
        for (LocalDate day = start.PlusDays(1); day <= LastDay; day = day.PlusDays(1))
        {
            if (IsInPeriod(rule, start, day) && IsMeant(rule, start, day))
            {
                days.Add(day);
            }
        }

        return days;
    }

    public static Instant InstantOf(LocalDateTime local, DateTimeZone zone)
    {
        ZoneLocalMapping mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    private static bool IsInPeriod(RecurrenceRule rule, LocalDate start, LocalDate day) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => Period.DaysBetween(start, day) % rule.Interval == 0,
        RecurrenceFrequency.Weekly => Period.DaysBetween(Monday(start), Monday(day)) / 7 % rule.Interval == 0,
        RecurrenceFrequency.Monthly => ((day.Year * 12) + day.Month - (start.Year * 12) - start.Month) % rule.Interval == 0,
        _ => (day.Year - start.Year) % rule.Interval == 0,
    };

    private static bool IsMeant(RecurrenceRule rule, LocalDate start, LocalDate day)
    {
        bool byMonthDay = rule.MonthDays.Any(wanted => wanted > 0 ? day.Day == wanted : day.PlusDays(-wanted).Day == 1 && day.PlusDays(-wanted).Month != day.Month && -wanted <= 31 && SameMonth(day, day.PlusDays(-wanted - 1)));
        bool byDay = rule.Days.Any(wanted => wanted.Day == day.DayOfWeek && (wanted.Ordinal is not { } nth || Nth(SameDays(rule, day), nth) == day));
        if (rule.MonthDays.IsEmpty && rule.Days.IsEmpty)
        {
            return rule.Frequency switch
            {
                RecurrenceFrequency.Daily => true,
                RecurrenceFrequency.Weekly => day.DayOfWeek == start.DayOfWeek,
                RecurrenceFrequency.Monthly => day.Day == start.Day,
                _ => day.Day == start.Day && day.Month == start.Month,
            };
        }

        return (rule.MonthDays.IsEmpty || byMonthDay) && (rule.Days.IsEmpty || byDay);
    }

    /// <summary>All days of the month, or of the year, that are the same day of the week.</summary>
    private static List<LocalDate> SameDays(RecurrenceRule rule, LocalDate day)
    {
        var days = new List<LocalDate>();
        LocalDate first = rule.Frequency == RecurrenceFrequency.Yearly ? new LocalDate(day.Year, 1, 1) : new LocalDate(day.Year, day.Month, 1);
        for (LocalDate at = first; at.Year == day.Year && (rule.Frequency == RecurrenceFrequency.Yearly || at.Month == day.Month); at = at.PlusDays(1))
        {
            if (at.DayOfWeek == day.DayOfWeek)
            {
                days.Add(at);
            }
        }

        return days;
    }

    private static LocalDate? Nth(List<LocalDate> days, int nth)
    {
        int index = nth > 0 ? nth - 1 : days.Count + nth;
        return index >= 0 && index < days.Count ? days[index] : null;
    }

    private static bool SameMonth(LocalDate a, LocalDate b) => a.Year == b.Year && a.Month == b.Month;

    private static LocalDate Monday(LocalDate day) => day.DayOfWeek == IsoDayOfWeek.Monday ? day : day.Previous(IsoDayOfWeek.Monday);
}
