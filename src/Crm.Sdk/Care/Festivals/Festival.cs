using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A festival, 节日: its code, its titles, and on which day of a year it falls.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Festival
{
    private readonly Func<int, LocalDate?> _day;

    internal Festival(string code, string english, string chinese, Func<int, LocalDate?> day)
    {
        Title = new OpenCode(code, english, chinese);
        _day = day;
    }

    /// <summary>The code and the titles.</summary>
    public OpenCode Title { get; }

    /// <summary>The day.</summary>
    /// <param name="year">The year; of lunar festivals the lunar year, by the Gregorian year in which it begins.</param>
    /// <returns>The day; null where the calendar of that year is not known.</returns>
    public LocalDate? DayIn(int year) => _day(year);

    /// <inheritdoc/>
    public override string ToString() => Title.Code;
}
