using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Writes tasks as components of iCalendar: appointments as VEVENT, other tasks as VTODO.</summary>
internal sealed class CalendarComponents(CalendarWriter calendar, Instant now)
{
    // What follows no rule is listed: so much of a zone as anybody plans with.
    private const int ZoneYears = 20;

    private static readonly Instant ZonesFrom = Instant.FromUtc(1970, 1, 1, 0, 0);

    private readonly HashSet<string> _zones = [];

    /// <summary>A task that does not recur.</summary>
    public void Single(CrmTask task)
    {
        Begin(task, UidOf(task));
        Times(task);
        End(task, fromStart: task.Start is not null);
    }

    /// <summary>The rule of a series, on what its first task says. How the first task itself stands is written as one of the series' times.</summary>
    public void Series(CrmTask first)
    {
        DateTimeZone zone = TaskSeries.ZoneOf(first);
        LocalDateTime start = TaskSeries.PlannedOf(first, zone);
        bool wholeDay = IsWholeDay(first);
        if (!wholeDay && !IsUtc(zone) && _zones.Add(zone.Id))
        {
            CalendarZone.Write(calendar, zone, ZonesFrom, now + Duration.FromDays(ZoneYears * 366));
        }

        CrmTask plan = first with { State = TaskState.Open, ClosedAt = null };
        Begin(plan, UidOf(first));
        At("DTSTART", start, zone, wholeDay); // a to-do gets no DUE here: it would have to lie behind DTSTART, from which the rule counts
        if (first.End > first.Start)
        {
            calendar.Line("DURATION", CalendarWriter.Of(first.End!.Value - first.Start!.Value));
        }

        calendar.Line("RRULE", Rule(first.Recurrence!, zone, wholeDay));
        End(plan, fromStart: true);
    }

    /// <summary>One time of a series as it is recorded.</summary>
    public void OfSeries(CrmTask first, CrmTask task)
    {
        DateTimeZone zone = TaskSeries.ZoneOf(first);
        Begin(task, UidOf(first));
        At("RECURRENCE-ID", TaskSeries.PlannedOf(task, zone), zone, IsWholeDay(first));
        Times(task);
        End(task, fromStart: task.Start is not null);
    }

    private static string UidOf(CrmTask task) => task.Key ?? task.Id.ToString();

    private static string NameOf(CrmTask task) => task.Start is null ? "VTODO" : "VEVENT";

    private static bool IsWholeDay(CrmTask task) => task is { Start: null, Due: null };

    private static bool IsUtc(DateTimeZone zone) => zone.MinOffset == Offset.Zero && zone.MaxOffset == Offset.Zero;

    /// <summary>The rule with its UNTIL in the form that RFC 5545 asks for: a date where it starts on a date, a moment in UTC where it starts at a time.</summary>
    private static string Rule(RecurrenceRule rule, DateTimeZone zone, bool wholeDay)
    {
        string text = rule.ToString();
        int until = text.IndexOf(";UNTIL=", StringComparison.Ordinal);
        return (wholeDay, rule) switch
        {
            (true, { Until: { } moment }) => $"{text[..until]};UNTIL={CalendarWriter.Of(moment.InZone(zone).Date)}",
            (false, { UntilDate: { } day }) => $"{text[..until]};UNTIL={CalendarWriter.Of(zone.StartOf(day.PlusDays(1)) - Duration.FromSeconds(1))}",
            _ => text,
        };
    }

    private void At(string name, LocalDateTime local, DateTimeZone zone, bool wholeDay)
    {
        if (wholeDay)
        {
            calendar.Line($"{name};VALUE=DATE", CalendarWriter.Of(local.Date));
        }
        else if (IsUtc(zone))
        {
            calendar.Line(name, CalendarWriter.Of(local) + "Z");
        }
        else
        {
            calendar.Line($"{name};TZID={zone.Id}", CalendarWriter.Of(local));
        }
    }

    private void Begin(CrmTask task, string uid)
    {
        calendar.Line("BEGIN", NameOf(task));
        calendar.Text("UID", uid);
        calendar.Moment("DTSTAMP", now);
    }

    private void Times(CrmTask task)
    {
        if (task.Start is { } start)
        {
            calendar.Moment("DTSTART", start);
            if (task.End is { } end && end - start >= Duration.FromSeconds(1))
            {
                calendar.Moment("DTEND", end);
            }
        }
        else if (task.Due is { } due)
        {
            calendar.Moment("DUE", due);
        }
        else if (task.DueOn is { } day)
        {
            calendar.Line("DUE;VALUE=DATE", CalendarWriter.Of(day));
        }
    }

    private void End(CrmTask task, bool fromStart)
    {
        calendar.Text("SUMMARY", task.Title);
        calendar.Text("DESCRIPTION", task.Notes);
        calendar.Text("CATEGORIES", task.Type);
        if (task.Priority is { } priority)
        {
            calendar.Line("PRIORITY", priority.ToString(CultureInfo.InvariantCulture));
        }

        calendar.Line("STATUS", (task.State, task.Start) switch
        {
            (TaskState.Cancelled, _) => "CANCELLED",
            (_, not null) => "CONFIRMED",
            (TaskState.Done, _) => "COMPLETED",
            _ => "NEEDS-ACTION",
        });
        if (task is { Start: null, State: TaskState.Done, ClosedAt: { } at })
        {
            calendar.Moment("COMPLETED", at);
        }

        if (task is { Reminder: { } before, State: TaskState.Open })
        {
            calendar.Line("BEGIN", "VALARM");
            calendar.Line("ACTION", "DISPLAY");
            calendar.Text("DESCRIPTION", task.Title);
            calendar.Line(fromStart ? "TRIGGER" : "TRIGGER;RELATED=END", CalendarWriter.Of(-before));
            calendar.Line("END", "VALARM");
        }

        calendar.Line("END", NameOf(task));
    }
}
