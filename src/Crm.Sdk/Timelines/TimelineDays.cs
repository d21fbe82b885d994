using NodaTime;

namespace Crm.Sdk.Timelines;

/// <summary>Where days stand among instants: at their beginning in a zone, a later day always behind an earlier one.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal readonly struct TimelineDays(DateTimeZone zone)
{
    private static readonly Duration Least = Duration.FromTicks(10); // a microsecond, as fine as instants are kept

    /// <summary>Where a day stands. One that a change of offset left out whole begins with the next one, and stands right before it.</summary>
    public Instant At(LocalDate day)
    {
        Instant start = zone.StartOf(day);
        return day < LocalDate.MaxIsoValue && zone.StartOf(day.PlusDays(1)) == start ? start - Least : start;
    }

    /// <summary>The last day that stands at an instant or before it.</summary>
    public LocalDate LastUpTo(Instant instant)
    {
        LocalDate day = instant.InZone(zone).Date;
        day = day < LocalDate.MaxIsoValue ? day.PlusDays(1) : day;
        while (At(day) > instant && day > LocalDate.MinIsoValue)
        {
            day = day.PlusDays(-1);
        }

        return day;
    }

    /// <summary>The first day that stands at an instant or behind it.</summary>
    public LocalDate FirstFrom(Instant instant)
    {
        LocalDate last = LastUpTo(instant);
        return At(last) >= instant || last == LocalDate.MaxIsoValue ? last : last.PlusDays(1);
    }
}
