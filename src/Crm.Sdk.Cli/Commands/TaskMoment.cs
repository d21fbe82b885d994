using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Tasks;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Reads the moments that a person gives for tasks.</summary>
internal static class TaskMoment
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>A local time in the zone of the call, or an instant.</summary>
    public static Instant At(string text, string option, DateTimeZone zone)
    {
        foreach (LocalDateTimePattern pattern in (LocalDateTimePattern[])[Minute, LocalDateTimePattern.ExtendedIso])
        {
            if (pattern.Parse(text) is { Success: true } local)
            {
                return Recurrence.InstantOf(local.Value, zone);
            }
        }

        return OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } instant
            ? instant.Value.ToInstant()
            : throw new CallException($"{option}: '{text}' is no moment; give a local time such as 2026-01-31T09:00 or an instant such as 2026-01-31T09:00:00+08:00.");
    }
}
