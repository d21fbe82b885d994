using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>Local days of instants in one zone, from a table of the zone's offsets: what NodaTime answers, at the price of a division.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class LocalDays
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    private static readonly long Earliest = Instant.MinValue.ToUnixMicroseconds() + 1;
    private static readonly long Latest = Instant.MaxValue.ToUnixMicroseconds() - 1;

    private readonly long[] _starts;
    private readonly long[] _offsets;

    /// <param name="zone">The zone.</param>
    /// <param name="from">No instant asked for is earlier.</param>
    /// <param name="until">No instant asked for is later.</param>
    public LocalDays(DateTimeZone zone, long from, long until)
    {
        var starts = new List<long>();
        var offsets = new List<long>();
        Instant at = InstantPrecision.FromUnixMicroseconds(Math.Clamp(from, Earliest, Latest));
        while (true)
        {
            NodaTime.TimeZones.ZoneInterval interval = zone.GetZoneInterval(at);
            starts.Add(starts.Count == 0 ? long.MinValue : interval.Start.ToUnixMicroseconds());
            offsets.Add(interval.WallOffset.Ticks / 10);
            if (!interval.HasEnd || interval.End.ToUnixMicroseconds() > until)
            {
                break;
            }

            at = interval.End;
        }

        _starts = [.. starts];
        _offsets = [.. offsets];
    }

    /// <summary>The days from 1970-01-01 to the local date of an instant.</summary>
    /// <param name="microseconds">The instant.</param>
    /// <param name="interval">Where the zone's table was last looked at; begin with 0.</param>
    public int DayOf(long microseconds, ref int interval)
    {
        long[] starts = _starts;
        while (interval + 1 < starts.Length && microseconds >= starts[interval + 1])
        {
            interval++;
        }

        while (microseconds < starts[interval])
        {
            interval--;
        }

        long local = microseconds + _offsets[interval];
        return (int)((local - ((local >> 63) & (MicrosecondsPerDay - 1))) / MicrosecondsPerDay); // rounds down, also below zero
    }
}
