namespace Crm.Sdk.Value;

/// <summary>How units of time relate to days, months and years.</summary>
/// <remarks>Thread-safe.</remarks>
public static class TimeUnits
{
    /// <summary>The days of a year, leap days spread evenly.</summary>
    public const double DaysPerYear = 365.25;

    private const int DaysPerWeek = 7;
    private const int MonthsPerYear = 12;

    /// <summary>The days of a unit.</summary>
    public static int Days(this TimeUnit unit) => unit switch
    {
        TimeUnit.Day => 1,
        TimeUnit.Week => DaysPerWeek,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "There is no such unit of time."),
    };

    /// <summary>The units of a year: 365.25 days, 52.18 weeks.</summary>
    public static double PerYear(this TimeUnit unit) => DaysPerYear / unit.Days();

    /// <summary>The units of a month, a twelfth of a year: 30.4375 days, 4.348 weeks.</summary>
    public static double PerMonth(this TimeUnit unit) => unit.PerYear() / MonthsPerYear;

    /// <summary>The continuous rate of discount a unit that comes to a yearly one: ln(1 + rate) / units of a year. A yearly 0.15 is 0.0027 a week.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="yearlyRate">The yearly rate as a fraction, above −1.</param>
    public static double ContinuousDiscount(this TimeUnit unit, double yearlyRate) => StableMath.Log1P(yearlyRate) / unit.PerYear();
}
