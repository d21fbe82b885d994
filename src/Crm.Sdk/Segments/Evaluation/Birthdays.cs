using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Segments;

/// <summary>When birthdays fall. 29 February is kept on 28 February where there is none.</summary>
/// <remarks>
/// Of the lunar calendar (1901 to 2100): a birthday in a leap month that the year does not have falls into the plain month, the 30th of a month of 29 days on the 29th. Thread-safe.
/// </remarks>
internal static class Birthdays
{
    /// <summary>The first birthday from a day on; null where the calendar ends before.</summary>
    public static LocalDate? Next(BirthDate birth, LocalDate from)
    {
        if (birth.Calendar == BirthCalendar.Gregorian)
        {
            LocalDate soon = In(birth, from.Year);
            return soon >= from ? soon : In(birth, from.Year + 1);
        }

        for (int year = from.Year - 1; year <= from.Year + 1; year++) // a lunar year begins in January or February and ends in the next
        {
            if (Lunar(birth, year) is { } day && day >= from)
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>The full years from birth to a day, by the Gregorian calendar; null where the year of birth is not known.</summary>
    public static int? Age(BirthDate birth, LocalDate on)
    {
        if (birth.Year is not { } year)
        {
            return null;
        }

        LocalDate? born = birth.Calendar == BirthCalendar.Gregorian ? new LocalDate(year, birth.Month, birth.Day) : Lunar(birth, year);
        return born is { } day && day <= on ? Period.Between(day, on, PeriodUnits.Years).Years : null;
    }

    /// <summary>The birthday of a year: of the lunar calendar by lunar years; null outside the years that are known.</summary>
    /// <param name="birth">The birthday.</param>
    /// <param name="year">The year, a lunar one by the Gregorian year in which it begins.</param>
    /// <param name="marchFirst">Whether 29 February is kept on 1 March where there is none, and not on 28 February.</param>
    public static LocalDate? InYear(BirthDate birth, int year, bool marchFirst) => birth.Calendar == BirthCalendar.ChineseLunar
        ? Lunar(birth, year)
        : marchFirst && birth is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year) ? new LocalDate(year, 3, 1) : In(birth, year);

    private static LocalDate In(BirthDate birth, int year) => new(year, birth.Month, Math.Min(birth.Day, CalendarSystem.Iso.GetDaysInMonth(year, birth.Month)));

    private static LocalDate? Lunar(BirthDate birth, int year) => LunarCalendar.DayOf(year, birth.Month, birth.IsLeapMonth, birth.Day);
}
