using NodaTime;
using NodaTime.TimeZones;

namespace Crm.Sdk.Tasks;

/// <summary>The days and times that a recurrence rule gives (RFC 5545, 3.3.10).</summary>
/// <remarks>
/// <para>The start is always the first one, and counts (COUNT). Days follow the calendar of the zone, so a task at nine stays at nine when clocks change. A local time that a change leaves out becomes the
/// first instant after the gap; of one that there is twice, it is the earlier. Weeks begin on Monday. A day that a month does not have, such as the 31st of April, is left out.</para>
/// <para>Sequences are lazy, ascending and end with COUNT, UNTIL or the year 9998. Thread-safe.</para>
/// </remarks>
public static class Recurrence
{
    private static readonly ZoneLocalMappingResolver FirstThereIs = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The days on which something recurs that is due on a day.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The first day.</param>
    /// <param name="zone">The zone in which a moment of UNTIL is a day.</param>
    public static IEnumerable<LocalDate> Days(RecurrenceRule rule, LocalDate start, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(zone);
        LocalDate? last = rule.UntilDate ?? rule.Until?.InZone(zone).Date;
        return RecurrenceDates.From(rule, start).TakeWhile((day, index) => index == 0 || ((rule.Count is null || index < rule.Count) && (last is null || day <= last)));
    }

    /// <summary>The times at which something recurs that has a time of day.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The first local time.</param>
    /// <param name="zone">The zone.</param>
    public static IEnumerable<Occurrence> Times(RecurrenceRule rule, LocalDateTime start, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(zone);
        return RecurrenceDates.From(rule, start.Date)
            .Select(day => new Occurrence(day.At(start.TimeOfDay), InstantOf(day.At(start.TimeOfDay), zone)))
            .TakeWhile((occurrence, index) => index == 0
                || ((rule.Count is null || index < rule.Count)
                    && (rule.UntilDate is null || occurrence.Planned.Date <= rule.UntilDate)
                    && (rule.Until is null || occurrence.At <= rule.Until)));
    }

    /// <summary>Whether a rule gives its own start. RFC 5545 leaves undefined what a rule means that does not.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The first day.</param>
    public static bool Includes(RecurrenceRule rule, LocalDate start)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return (rule.UntilDate is null || start <= rule.UntilDate) && RecurrenceDates.Fits(rule, start);
    }

    /// <summary>The instant of a local time, by the policy of this class.</summary>
    /// <param name="local">The local time.</param>
    /// <param name="zone">The zone.</param>
    public static Instant InstantOf(LocalDateTime local, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.ResolveLocal(local, FirstThereIs).ToInstant();
    }
}
