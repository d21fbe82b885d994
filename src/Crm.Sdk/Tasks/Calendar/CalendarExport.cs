using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Writes tasks and appointments as a calendar file, iCalendar (RFC 5545), that calendar programs read (SA-11).</summary>
/// <remarks>
/// <para>Appointments are VEVENT, other tasks VTODO, reminders VALARM. The UID is the task's key, else its id, so the same task keeps its place however often it is exported. A series is its rule
/// (RRULE) with the times that are recorded as exceptions (RECURRENCE-ID). Moments are in UTC; a series keeps its zone, which the file describes from 1970 to 20 years ahead.</para>
/// <para>Reads and writes a page at a time. A thread-safe singleton.</para>
/// </remarks>
/// <param name="crm">The core.</param>
/// <param name="clock">Says when the file was written.</param>
public sealed class CalendarExport(ICrm crm, IClock clock)
{
    private const int PageSize = 500;

    /// <summary>Writes a calendar.</summary>
    /// <param name="scope">The tenant, and who exports.</param>
    /// <param name="request">Which tasks.</param>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="cancellationToken">Stops it; what was written is then no whole calendar.</param>
    public async Task<CalendarReport> ExportAsync(CrmScope scope, CalendarRequest request, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        var calendar = new CalendarWriter(output);
        await using (calendar.ConfigureAwait(false))
        {
            calendar.Line("BEGIN", "VCALENDAR");
            calendar.Line("VERSION", "2.0");
            calendar.Line("PRODID", "-//Crm.Sdk//Tasks//EN");
            calendar.Line("CALSCALE", "GREGORIAN");
            CalendarReport report = await WriteAsync(scope, request, calendar, cancellationToken).ConfigureAwait(false);
            calendar.Line("END", "VCALENDAR");
            return report;
        }
    }

    private async Task<CalendarReport> WriteAsync(CrmScope scope, CalendarRequest request, CalendarWriter calendar, CancellationToken cancellationToken)
    {
        var components = new CalendarComponents(calendar, clock.GetCurrentInstant());
        var list = new TaskList { Owner = request.Owner, States = request.IncludesClosed ? [] : [TaskState.Open] };
        var series = new HashSet<TaskId>(); // 16 bytes a series: each rule stands once
        long events = 0, toDos = 0;
        PageCursor? after = null;
        do
        {
            ICrmSession session = crm.OpenSession(scope); // one a page: a session keeps all that it has read
            await using (session.ConfigureAwait(false))
            {
                CrmPage<CrmTask> page = await session.QueryAsync(new CrmQuery<CrmTask> { Where = list.Condition, After = after, Limit = PageSize }, cancellationToken).ConfigureAwait(false);
                Dictionary<TaskId, CrmTask> firsts = await FirstsAsync(session, page.Items, cancellationToken).ConfigureAwait(false);
                foreach (CrmTask task in page.Items)
                {
                    _ = task.Start is null ? toDos++ : events++;
                    Write(components, series, firsts, task);
                    await calendar.RelieveAsync(cancellationToken).ConfigureAwait(false);
                }

                after = page.Next;
            }
        }
        while (after is not null);
        return new CalendarReport(events, toDos, series.Count);
    }

    private static void Write(CalendarComponents components, HashSet<TaskId> series, Dictionary<TaskId, CrmTask> firsts, CrmTask task)
    {
        CrmTask? first = task.Recurrence is not null ? task : task.Series is { } id && firsts.TryGetValue(id, out CrmTask? found) ? found : null;
        if (first?.Recurrence is null)
        {
            components.Single(task);
            return;
        }

        if (series.Add(first.Id))
        {
            components.Series(first);
        }

        components.OfSeries(first, task);
    }

    private static async Task<Dictionary<TaskId, CrmTask>> FirstsAsync(ICrmSession session, IReadOnlyList<CrmTask> tasks, CancellationToken cancellationToken)
    {
        RecordId[] ids = [.. tasks.Select(static task => task.Series).OfType<TaskId>().Distinct().Select(static id => (RecordId)id)];
        return (await session.FindAsync<CrmTask>(ids, cancellationToken).ConfigureAwait(false)).OfType<CrmTask>().ToDictionary(static task => task.Id);
    }
}
