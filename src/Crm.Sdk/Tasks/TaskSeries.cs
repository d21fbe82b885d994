using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Tasks;

/// <summary>A series of tasks: the first one, which has the rule, and those that recur from it.</summary>
internal static class TaskSeries
{
    public static DateTimeZone ZoneOf(CrmTask first) => first.Zone is { } id ? DateTimeZoneProviders.Tzdb[id] : DateTimeZone.Utc;

    /// <summary>The local time for which a task of a series was planned.</summary>
    public static LocalDateTime PlannedOf(CrmTask task, DateTimeZone zone) =>
        task.Planned ?? (task.Start ?? task.Due)?.InZone(zone).LocalDateTime ?? task.DueOn?.AtMidnight()
        ?? throw new CrmException(TaskErrorCodes.BadSeries, $"Task {task.Id} has neither a start nor a due day to recur from.");

    /// <summary>All times of a series; the first is the first task's own.</summary>
    public static IEnumerable<Occurrence> Times(CrmTask first)
    {
        if (first.Recurrence is not { } rule)
        {
            return [];
        }

        DateTimeZone zone = ZoneOf(first);
        LocalDateTime start = PlannedOf(first, zone);
        return first is { Start: null, Due: null }
            ? Recurrence.Days(rule, start.Date, zone).Select(day => new Occurrence(day.AtMidnight(), zone.StartOf(day)))
            : Recurrence.Times(rule, start, zone);
    }

    /// <summary>The task that follows another one of its series; null where the series ends.</summary>
    public static CrmTask? Next(CrmTask first, CrmTask current)
    {
        if (first.Recurrence is null)
        {
            return null;
        }

        LocalDateTime planned = PlannedOf(current, ZoneOf(first));
        foreach (Occurrence occurrence in Times(first))
        {
            if (occurrence.Planned > planned)
            {
                return At(first, current.Owner, occurrence);
            }
        }

        return null;
    }

    /// <summary>The id of a series' task: that of the hash of the first one's id and the planned local time, so that nothing is planned twice.</summary>
    /// <remarks>A version 8 UUID (RFC 9562) of SHA-256 over the first task's 16 big-endian bytes and the local time in ISO 8601.</remarks>
    public static TaskId IdOf(TaskId first, LocalDateTime planned)
    {
        Span<byte> text = stackalloc byte[16 + 64];
        first.Value.TryWriteBytes(text, bigEndian: true, out _);
        int length = Encoding.ASCII.GetBytes(LocalDateTimePattern.ExtendedIso.Format(planned), text[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(16 + length)], hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new TaskId(new Guid(hash[..16], bigEndian: true));
    }

    /// <summary>What the first task says, at another time and of the present owner. Spans between its moments stay; they were kept where it was moved.</summary>
    private static CrmTask At(CrmTask first, string owner, Occurrence occurrence)
    {
        Instant? main = first.Start ?? first.Due;
        LocalDate mainDay = main?.InZone(ZoneOf(first)).Date ?? first.DueOn!.Value;
        return first with
        {
            Id = IdOf(first.Id, occurrence.Planned),
            Key = null,
            Owner = owner,
            Start = first.Start is null ? null : occurrence.At,
            End = first.End is { } end ? occurrence.At + (end - first.Start!.Value) : null,
            Due = first.Due is { } due ? occurrence.At + (due - main!.Value) : null,
            DueOn = first.DueOn is { } day ? occurrence.Planned.Date.PlusDays(Period.DaysBetween(mainDay, day)) : null,
            Recurrence = null,
            Series = first.Id,
            Planned = occurrence.Planned,
            State = TaskState.Open,
            ClosedAt = null,
            Result = null,
            Cost = null,
            Origin = null,
        };
    }
}
