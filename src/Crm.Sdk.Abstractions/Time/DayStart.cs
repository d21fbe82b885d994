using NodaTime;
using NodaTime.TimeZones;

namespace Crm.Sdk;

/// <summary>Where a local day begins.</summary>
/// <remarks>Thread-safe.</remarks>
public static class DayStart
{
    private static readonly ZoneLocalMappingResolver FirstThereIs =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The first instant of a date in a zone. Where a change of offset left the whole day out, as Apia did with 2011-12-30, the first instant after it.</summary>
    /// <remarks>NodaTime's <see cref="DateTimeZone.AtStartOfDay"/> throws for such a day; answers for a date must not.</remarks>
    public static Instant StartOf(this DateTimeZone zone, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.ResolveLocal(date.AtMidnight(), FirstThereIs).ToInstant();
    }
}
