using NodaTime;

namespace Crm.Sdk;

/// <summary>Instants are kept in whole microseconds since the Unix epoch, the precision that every store can hold.</summary>
/// <remarks>Thread-safe.</remarks>
public static class InstantPrecision
{
    private const long TicksPerMicrosecond = 10;

    /// <summary>The whole microseconds since 1970-01-01T00:00Z at or before the instant.</summary>
    public static long ToUnixMicroseconds(this Instant instant)
    {
        long ticks = instant.ToUnixTimeTicks();
        return ticks >= 0 ? ticks / TicksPerMicrosecond : -((-ticks + TicksPerMicrosecond - 1) / TicksPerMicrosecond);
    }

    /// <summary>The instant of a number of microseconds since 1970-01-01T00:00Z.</summary>
    public static Instant FromUnixMicroseconds(long microseconds) => Instant.FromUnixTimeTicks(checked(microseconds * TicksPerMicrosecond));

    /// <summary>The instant without its part below a microsecond.</summary>
    public static Instant FloorToMicrosecond(this Instant instant) => FromUnixMicroseconds(instant.ToUnixMicroseconds());
}
