using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Hours of every day, by the recipient's wall clock: from one time until before another, over midnight where the second is earlier.</summary>
/// <remarks>Immutable and thread-safe. Equal times mean the whole day.</remarks>
/// <param name="From">The first moment.</param>
/// <param name="Until">The first moment that no longer belongs to them.</param>
public sealed record DailyHours(LocalTime From, LocalTime Until)
{
    /// <summary>Whether a time of the day belongs to them.</summary>
    public bool Contains(LocalTime time) => From == Until || (From < Until ? time >= From && time < Until : time >= From || time < Until);

    /// <summary>The hours as <c>09:00–20:00</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{From:HH:mm}–{Until:HH:mm}");
}
