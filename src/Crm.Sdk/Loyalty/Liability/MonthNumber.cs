using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Months as numbers that count on.</summary>
internal static class MonthNumber
{
    private const int Year = 12;

    public static int Of(LocalDate day) => (day.Year * Year) + day.Month - 1;

    public static int Of(Instant at, DateTimeZone zone) => Of(at.InZone(zone).Date);

    public static YearMonth ToYearMonth(int month) => new(month / Year, (month % Year) + 1);
}
