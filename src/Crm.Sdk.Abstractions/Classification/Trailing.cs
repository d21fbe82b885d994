using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>A window of whole local days that ends with the day of the as-of instant: the last months, the last days, or all time.</summary>
/// <remarks>Days are those of the as-of zone. Immutable and thread-safe.</remarks>
public readonly record struct Trailing
{
    private readonly int _months;
    private readonly int _days;

    private Trailing(int months, int days)
    {
        _months = months;
        _days = days;
    }

    /// <summary>All time up to the as-of instant. What an uninitialised value is.</summary>
    public static Trailing Ever => default;

    /// <summary>Whether the window has no beginning.</summary>
    public bool IsEver => _months == 0 && _days == 0;

    /// <summary>The last months: the days after the same day of the month so many months before (or after that month's last day where it is shorter).</summary>
    /// <param name="count">1 to 1,200. Twelve months as of 1998-06-30 are 1997-07-01 to 1998-06-30.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of range.</exception>
    public static Trailing Months(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1200);
        return new Trailing(count, 0);
    }

    /// <summary>The last days, the day of the as-of instant among them.</summary>
    /// <param name="count">1 to 36,600.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of range.</exception>
    public static Trailing Days(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 36_600);
        return new Trailing(0, count);
    }

    /// <summary>The window's first day.</summary>
    /// <param name="asOf">The window's last day.</param>
    /// <returns>The day, or null for <see cref="Ever"/>.</returns>
    public LocalDate? FirstDay(LocalDate asOf) => IsEver ? null : _months > 0 ? asOf.PlusMonths(-_months).PlusDays(1) : asOf.PlusDays(1 - _days);

    /// <summary>The window as an ISO 8601 duration, such as <c>P12M</c> or <c>P30D</c>, or <c>ever</c>.</summary>
    public override string ToString() =>
        IsEver ? "ever" : _months > 0 ? string.Create(CultureInfo.InvariantCulture, $"P{_months}M") : string.Create(CultureInfo.InvariantCulture, $"P{_days}D");
}
