using NodaTime;

namespace Crm.Sdk.Tests.Scheduling;

/// <summary>
/// Reads the clock on the wall of a zone minute by minute, and knows nothing else of zones: a time of day is reached at the first minute at which the clock reads that date and time or a later one. A skipped time is thus the
/// first minute after the gap, and of a time that comes twice the first counts.
/// </summary>
internal sealed class WallClock(DateTimeZone zone, LocalDate from, LocalDate until)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly Duration Farthest = Duration.FromHours(16); // no clock is farther from UTC

    private readonly Instant[] _changes =
    [
        .. zone.GetZoneIntervals(from.AtMidnight().InUtc().ToInstant() - Day, until.AtMidnight().InUtc().ToInstant() + (2 * Day)).Where(static interval => interval.HasStart).Select(static interval => interval.Start),
    ];

    public int Transitions => _changes.Length;

    /// <summary>When the clock first reads a time on each of the days.</summary>
    public IEnumerable<Instant> FirstReadings(LocalTime time, Func<LocalDate, bool> falls)
    {
        Instant previous = Instant.MinValue;
        for (LocalDate day = from; day <= until; day = day.PlusDays(1))
        {
            if (falls(day) && FirstReading(day + time) is var at && at > previous)
            {
                previous = at;
                yield return at;
            }
        }
    }

    /// <summary>From two days before each change to two days after it, every sixtieth minute since the first one of the first day.</summary>
    public IEnumerable<(Instant From, Instant Until, IReadOnlyList<Instant> Hours)> HoursAroundChanges()
    {
        Instant first = FirstReading(from.AtMidnight()), end = FirstReading(until.PlusDays(1).AtMidnight());
        Instant at = first;
        foreach (Instant change in _changes)
        {
            Instant since = change - (2 * Day), to = change + (2 * Day);
            while (at < since)
            {
                at += 60 * Minute;
            }

            List<Instant> hours = [];
            for (Instant hour = at; hour < to && hour < end; hour += 60 * Minute)
            {
                hours.Add(hour);
            }

            yield return (since, to, hours);
        }
    }

    private Instant FirstReading(LocalDateTime wanted)
    {
        Instant start = wanted.InUtc().ToInstant() - Farthest, end = start + (2 * Farthest);
        if (!Array.Exists(_changes, change => change >= start && change <= end))
        {
            return wanted.WithOffset(zone.GetUtcOffset(start)).ToInstant(); // the clock does not change: its offset is that of any minute
        }

        Instant at = start;
        while (Reading(at) < wanted)
        {
            at += Minute;
        }

        return at;
    }

    private LocalDateTime Reading(Instant at) => at.InUtc().LocalDateTime.PlusSeconds(zone.GetUtcOffset(at).Seconds);
}
