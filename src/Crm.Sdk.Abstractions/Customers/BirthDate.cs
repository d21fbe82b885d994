using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>A birthday of any kind: Gregorian or Chinese lunar with leap months, with or without a year.</summary>
/// <remarks>
/// Written as <c>1815-12-10</c>, <c>--12-10</c> (year unknown), <c>lunar:1987-06-15</c> or <c>lunar:1987-06L-15</c> (leap sixth month).
/// Immutable and thread-safe.
/// </remarks>
public sealed partial record BirthDate
{
    private BirthDate(BirthCalendar calendar, int? year, int month, bool isLeapMonth, int day)
    {
        Calendar = calendar;
        Year = year;
        Month = month;
        IsLeapMonth = isLeapMonth;
        Day = day;
    }

    /// <summary>The calendar.</summary>
    public BirthCalendar Calendar { get; }

    /// <summary>The year, 1 to 9999; the lunar year by the Gregorian year in which it begins; null where unknown.</summary>
    public int? Year { get; }

    /// <summary>The month, 1 to 12.</summary>
    public int Month { get; }

    /// <summary>Whether the month is the leap month that follows the month of that number; lunar only.</summary>
    public bool IsLeapMonth { get; }

    /// <summary>The day of the month, 1 to 31, lunar 1 to 30.</summary>
    public int Day { get; }

    /// <summary>A Gregorian birthday.</summary>
    /// <exception cref="CrmException">CRM1020: there is no such date.</exception>
    public static BirthDate Gregorian(int year, int month, int day) => Check(new(BirthCalendar.Gregorian, year, month, false, day));

    /// <summary>A Gregorian birthday whose year is not known; 29 February is one.</summary>
    /// <exception cref="CrmException">CRM1020: there is no such day in any year.</exception>
    public static BirthDate GregorianWithoutYear(int month, int day) => Check(new(BirthCalendar.Gregorian, null, month, false, day));

    /// <summary>A birthday of the Chinese lunar calendar.</summary>
    /// <param name="year">The lunar year by the Gregorian year in which it begins, 1901 to 2100, or null.</param>
    /// <param name="month">The month's number, 1 to 12.</param>
    /// <param name="day">The day, 1 to 30.</param>
    /// <param name="leapMonth">Whether the leap month of that number is meant.</param>
    /// <exception cref="CrmException">CRM1020: there is no such date.</exception>
    public static BirthDate Lunar(int? year, int month, int day, bool leapMonth = false) => Check(new(BirthCalendar.ChineseLunar, year, month, leapMonth, day));

    /// <summary>Reads the written form.</summary>
    /// <exception cref="CrmException">CRM1020: the text is no birthday.</exception>
    public static BirthDate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw new CrmException(ErrorCodes.BadTime, $"'{text}' is no birthday: write 1815-12-10, --12-10 without a year, or lunar:1987-06L-15 for a leap month of the lunar calendar.");
        }

        bool lunar = match.Groups["lunar"].Success;
        int? year = match.Groups["year"].Success ? Number(match, "year") : null;
        int month = Number(match, "month"), day = Number(match, "day");
        bool leap = match.Groups["leap"].Success;
        return Check(new(lunar ? BirthCalendar.ChineseLunar : BirthCalendar.Gregorian, year, month, leap, day));
    }

    /// <summary>The written form, which <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Calendar == BirthCalendar.ChineseLunar ? "lunar:" : string.Empty)}{(Year is { } year ? year.ToString("0000", CultureInfo.InvariantCulture) : "-")}-{Month:00}{(IsLeapMonth ? "L" : string.Empty)}-{Day:00}");

    [GeneratedRegex(@"^(?<lunar>lunar:)?(?:(?<year>\d{4})|-)-(?<month>\d{2})(?<leap>L)?-(?<day>\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static BirthDate Check(BirthDate date) => date.Exists()
        ? date
        : throw new CrmException(ErrorCodes.BadTime, $"'{date}' is no birthday: there is no such date in the {(date.Calendar == BirthCalendar.ChineseLunar ? "lunar" : "Gregorian")} calendar.");

    private bool Exists()
    {
        if (Month is < 1 or > 12 || Day < 1)
        {
            return false;
        }

        if (Calendar == BirthCalendar.Gregorian)
        {
            return !IsLeapMonth && Year is null or (>= 1 and <= 9999) && Day <= CalendarSystem.Iso.GetDaysInMonth(Year ?? 2000, Month);
        }

        if (Year is not { } year)
        {
            return Day <= 30;
        }

        var calendar = new ChineseLunisolarCalendar();
        if (year is < 1901 or > 2100)
        {
            return false;
        }

        int leapMonth = calendar.GetLeapMonth(year); // counted through the year, so 7 means that the leap month follows the sixth
        if (IsLeapMonth && leapMonth != Month + 1)
        {
            return false;
        }

        int counted = IsLeapMonth || (leapMonth > 0 && Month >= leapMonth) ? Month + 1 : Month;
        return Day <= calendar.GetDaysInMonth(year, counted);
    }
}
