using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Walks the periods of a rule and gives the days in each.</summary>
internal static class RecurrenceDates
{
    private const int LastYear = 9998;

    /// <summary>The start, then every later day of the rule, without regard to COUNT and UNTIL.</summary>
    public static IEnumerable<LocalDate> From(RecurrenceRule rule, LocalDate start)
    {
        yield return start;
        for (int step = 0; First(rule, start, step) is { } first && first.Year <= LastYear; step++)
        {
            int length = Length(rule.Frequency, first);
            for (int offset = 0; offset < length; offset++)
            {
                LocalDate day = first.PlusDays(offset);
                if (day > start && Matches(rule, start, day))
                {
                    yield return day;
                }
            }
        }
    }

    /// <summary>Whether the rule's days take in the day that it starts on.</summary>
    public static bool Fits(RecurrenceRule rule, LocalDate start) => Matches(rule, start, start);

    /// <summary>The first day of the period that lies some steps after the start's; null behind the last year.</summary>
    private static LocalDate? First(RecurrenceRule rule, LocalDate start, int step)
    {
        long units = (long)step * rule.Interval;
        long years = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => units / 366,
            RecurrenceFrequency.Weekly => units / 53,
            RecurrenceFrequency.Monthly => units / 12,
            _ => units,
        };
        if (start.Year + years > LastYear)
        {
            return null;
        }

        return rule.Frequency switch
        {
            RecurrenceFrequency.Daily => start.PlusDays((int)units),
            RecurrenceFrequency.Weekly => start.PlusDays(((int)units * 7) - ((int)start.DayOfWeek - 1)),
            RecurrenceFrequency.Monthly => new LocalDate(start.Year, start.Month, 1).PlusMonths((int)units),
            _ => new LocalDate(start.Year, 1, 1).PlusYears((int)units),
        };
    }

    private static int Length(RecurrenceFrequency frequency, LocalDate first) => frequency switch
    {
        RecurrenceFrequency.Daily => 1,
        RecurrenceFrequency.Weekly => 7,
        RecurrenceFrequency.Monthly => CalendarSystem.Iso.GetDaysInMonth(first.Year, first.Month),
        _ => CalendarSystem.Iso.GetDaysInYear(first.Year),
    };

    private static bool Matches(RecurrenceRule rule, LocalDate start, LocalDate day)
    {
        if (!rule.MonthDays.IsEmpty || !rule.Days.IsEmpty)
        {
            return (rule.MonthDays.IsEmpty || IsMonthDay(rule, day)) && (rule.Days.IsEmpty || IsWeekDay(rule, day));
        }

        return rule.Frequency switch
        {
            RecurrenceFrequency.Daily => true,
            RecurrenceFrequency.Weekly => day.DayOfWeek == start.DayOfWeek,
            RecurrenceFrequency.Monthly => day.Day == start.Day,
            _ => day.Day == start.Day && day.Month == start.Month,
        };
    }

    private static bool IsMonthDay(RecurrenceRule rule, LocalDate day)
    {
        int fromEnd = day.Day - CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month) - 1;
        return rule.MonthDays.Any(wanted => wanted == day.Day || wanted == fromEnd);
    }

    /// <summary>An ordinal counts in the month of a monthly rule and in the year of a yearly one.</summary>
    private static bool IsWeekDay(RecurrenceRule rule, LocalDate day)
    {
        (int index, int length) = rule.Frequency == RecurrenceFrequency.Yearly
            ? (day.DayOfYear - 1, CalendarSystem.Iso.GetDaysInYear(day.Year))
            : (day.Day - 1, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month));
        int ordinal = (index / 7) + 1, fromEnd = -(((length - 1 - index) / 7) + 1);
        return rule.Days.Any(wanted => wanted.Day == day.DayOfWeek && (wanted.Ordinal is null || wanted.Ordinal == ordinal || wanted.Ordinal == fromEnd));
    }
}
