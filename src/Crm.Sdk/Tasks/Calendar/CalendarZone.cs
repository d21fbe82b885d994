using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Crm.Sdk.Tasks;

/// <summary>Writes a zone of the IANA database as VTIMEZONE (RFC 5545, 3.6.5): each offset that holds in a span of time, with the moments at which it begins.</summary>
/// <remarks>The moments are listed (RDATE) instead of described by a rule, since the database has changes that follow none.</remarks>
internal static class CalendarZone
{
    public static void Write(CalendarWriter calendar, DateTimeZone zone, Instant from, Instant until)
    {
        calendar.Line("BEGIN", "VTIMEZONE");
        calendar.Line("TZID", zone.Id);
        var groups = new Dictionary<(Offset From, Offset To, string Name, bool Daylight), List<LocalDateTime>>();
        Offset before = zone.GetZoneInterval(from).WallOffset;
        foreach (ZoneInterval interval in zone.GetZoneIntervals(from, until))
        {
            // An interval without a beginning in the span begins with it; the local time of a change is that before it.
            Instant start = interval.HasStart && interval.Start >= from ? interval.Start : from;
            (Offset, Offset, string, bool) key = (before, interval.WallOffset, interval.Name, interval.Savings != Offset.Zero);
            if (!groups.TryGetValue(key, out List<LocalDateTime>? starts))
            {
                groups.Add(key, starts = []);
            }

            starts.Add(start.WithOffset(before).LocalDateTime);
            before = interval.WallOffset;
        }

        foreach (((Offset offsetFrom, Offset offsetTo, string name, bool daylight), List<LocalDateTime> starts) in groups)
        {
            string component = daylight ? "DAYLIGHT" : "STANDARD";
            calendar.Line("BEGIN", component);
            calendar.Line("DTSTART", CalendarWriter.Of(starts[0]));
            calendar.Line("TZOFFSETFROM", Of(offsetFrom));
            calendar.Line("TZOFFSETTO", Of(offsetTo));
            calendar.Text("TZNAME", name);
            foreach (LocalDateTime start in starts.Skip(1))
            {
                calendar.Line("RDATE", CalendarWriter.Of(start));
            }

            calendar.Line("END", component);
        }

        calendar.Line("END", "VTIMEZONE");
    }

    private static string Of(Offset offset)
    {
        int seconds = Math.Abs(offset.Seconds);
        string sign = offset.Seconds < 0 ? "-" : "+", rest = seconds % 60 == 0 ? string.Empty : (seconds % 60).ToString("00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3_600:00}{seconds / 60 % 60:00}{rest}");
    }
}
