using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Days of the Chinese lunisolar calendar, 农历, by lunar years 1901 to 2100 (.NET's <see cref="ChineseLunisolarCalendar"/>).</summary>
/// <remarks>Thread-safe.</remarks>
internal static class LunarCalendar
{
    public const int FirstYear = 1901;
    public const int LastYear = 2100;

    /// <summary>The day of a month and day of a lunar year. A leap month that the year does not have means the plain month; the 30th of a month of 29 days means the 29th.</summary>
    /// <param name="year">The lunar year, by the Gregorian year in which it begins.</param>
    /// <param name="month">The month's number, 1 to 12.</param>
    /// <param name="isLeap">Whether the leap month of that number is meant.</param>
    /// <param name="day">The day, 1 to 30.</param>
    /// <returns>The day; null outside the years that are known.</returns>
    public static LocalDate? DayOf(int year, int month, bool isLeap, int day)
    {
        if (year is < FirstYear or > LastYear)
        {
            return null;
        }

        var calendar = new ChineseLunisolarCalendar();
        int leap = calendar.GetLeapMonth(year); // counted through the year: 7 means that the leap month follows the sixth
        int counted = (isLeap && leap == month + 1) || (leap > 0 && month >= leap) ? month + 1 : month;
        return LocalDate.FromDateTime(calendar.ToDateTime(year, counted, Math.Min(day, calendar.GetDaysInMonth(year, counted)), 0, 0, 0, 0));
    }
}
