using NodaTime;
using NodaTime.TimeZones;

namespace Crm.Sdk.Notifications;

/// <summary>When hours of the day that must all hold are open, by a wall clock.</summary>
internal static class ContactHours
{
    private const int DaysAhead = 3; // the next opening lies within a day, or two where a zone skips one

    /// <summary>The first moment from an instant on at which all hours are open; null where they never are.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="zone">Whose clock counts. A time that it skips counts as the first one after the gap.</param>
    /// <param name="hours">The hours.</param>
    public static Instant? NextOpen(Instant from, DateTimeZone zone, IReadOnlyCollection<DailyHours> hours)
    {
        if (IsOpen(from))
        {
            return from;
        }

        LocalDate today = from.InZone(zone).Date;
        Instant? first = null;
        for (int day = 0; day <= DaysAhead; day++)
        {
            foreach (DailyHours each in hours)
            {
                // Both sides of a repeated hour are asked, so that neither is passed over.
                ZoneLocalMapping mapping = zone.MapLocal(today.PlusDays(day).At(each.From));
                foreach (ZonedDateTime opening in mapping.Count == 2 ? [mapping.First(), mapping.Last()] : (ZonedDateTime[])[zone.ResolveLocal(mapping.LocalDateTime, Resolvers.LenientResolver)])
                {
                    Instant at = opening.ToInstant();
                    first = at > from && IsOpen(at) && (first is null || at < first) ? at : first;
                }
            }
        }

        return first;

        bool IsOpen(Instant at)
        {
            LocalTime time = at.InZone(zone).TimeOfDay;
            return hours.All(each => each.Contains(time));
        }
    }
}
