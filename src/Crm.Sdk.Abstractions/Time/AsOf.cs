using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk;

/// <summary>The instant an answer is for, and the zone in which its days are counted.</summary>
/// <remarks>
/// Business time: what happened up to and including this instant, by what is known now. (What was <i>known</i> at an instant is read from
/// revisions.) A date means the end of that day in the zone: everything of that day counts. Immutable and thread-safe.
/// </remarks>
public sealed record AsOf
{
    private AsOf(Instant instant, DateTimeZone zone)
    {
        Instant = instant;
        Zone = zone;
        Date = instant.InZone(zone).Date;
    }

    /// <summary>The instant; what happened at it counts. Whole microseconds.</summary>
    public Instant Instant { get; }

    /// <summary>The zone in which days are counted.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The local date of the instant in the zone. Differences in days are between local dates.</summary>
    public LocalDate Date { get; }

    /// <summary>An answer as of an instant.</summary>
    public static AsOf At(Instant instant, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return new AsOf(instant.FloorToMicrosecond(), zone);
    }

    /// <summary>An answer as of the end of a day: the last microsecond before the next day starts in the zone.</summary>
    public static AsOf EndOf(LocalDate date, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Instant next = zone.StartOf(date.PlusDays(1));
        return new AsOf(next.Minus(Duration.FromTicks(10)), zone);
    }

    /// <summary>Reads <c>1998-06-30</c> (the end of that day in the zone) or an ISO 8601 instant such as <c>1998-06-30T16:00:00Z</c>.</summary>
    /// <exception cref="CrmException">CRM1020: the text is neither.</exception>
    public static AsOf Parse(string text, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(text);
        ParseResult<LocalDate> date = LocalDatePattern.Iso.Parse(text);
        if (date.Success)
        {
            return EndOf(date.Value, zone);
        }

        ParseResult<OffsetDateTime> instant = OffsetDateTimePattern.ExtendedIso.Parse(text);
        return instant.Success
            ? At(instant.Value.ToInstant(), zone)
            : throw new CrmException(ErrorCodes.BadTime, $"'{text}' is no moment: give a date such as 1998-06-30 or an instant such as 1998-06-30T16:00:00Z.");
    }

    /// <summary>The local date of an instant in this answer's zone.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The instant in ISO 8601, UTC, and the zone's id.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{InstantPattern.ExtendedIso.Format(Instant)} ({Zone.Id})");
}
