using NodaTime;

namespace Crm.Sdk.Reports;

/// <summary>Tells the local month of an instant, as months since January of year 0. Remembers the month it last found, since histories are in order.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class MonthFinder(DateTimeZone zone)
{
    private const int MonthsPerYear = 12;

    private long _from;
    private long _until;
    private int _month;

    public static YearMonth ToYearMonth(int month) => new(month / MonthsPerYear, (month % MonthsPerYear) + 1);

    public int Of(long microseconds)
    {
        if (microseconds < _from || microseconds >= _until)
        {
            LocalDate first = InstantPrecision.FromUnixMicroseconds(microseconds).InZone(zone).Date.With(DateAdjusters.StartOfMonth);
            _from = StartOf(first);
            _until = StartOf(first.PlusMonths(1));
            _month = (first.Year * MonthsPerYear) + first.Month - 1;
        }

        return _month;
    }

    private long StartOf(LocalDate day) => zone.AtStartOfDay(day).ToInstant().ToUnixTimeTicks() / 10;
}
