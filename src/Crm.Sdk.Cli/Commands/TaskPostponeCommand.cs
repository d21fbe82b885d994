using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task postpone</c>: moves a task by a span, or to a day or moment.</summary>
internal sealed class TaskPostponeCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The task's key or internal id" };
    private readonly Option<string?> _by = new("--by") { Description = "By how long, such as 3d, 2h or 45m; earlier with a minus" };
    private readonly Option<string?> _to = new("--to") { Description = "To which day, or for what has a time of day to which moment: it starts then, or is due then" };

    public Command Make(CommandFrame frame) => frame.Make("postpone", "Move a task: start, end and due by the same span", RunAsync, _id, _by, _to);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string? by = call.Parse.GetValue(_by), to = call.Parse.GetValue(_to);
        if (by is null == to is null)
        {
            throw new CallException("--by, --to: give one of them.");
        }

        Duration? span = by is null ? null : Span(by);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var desk = host.Get<ITaskDesk>();
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CrmTask task = await desk.GetAsync(session, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        CrmTask moved = Moved(desk, session, task, span ?? Until(task, to!, call.Settings.Zone));
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "task postpone", ("id", moved.Id.ToString()), ("title", moved.Title), ("start", moved.Start), ("end", moved.End), ("due", moved.Due), ("dueOn", moved.DueOn)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static CrmTask Moved(ITaskDesk desk, ICrmSession session, CrmTask task, Duration by)
    {
        try
        {
            return desk.Postpone(session, task, by);
        }
        catch (CrmException wrong) when (wrong.Code == ErrorCodes.BadValue)
        {
            throw new CallException(wrong.Message);
        }
        catch (OverflowException)
        {
            throw new CallException("--by: that is beyond the calendar.");
        }
    }

    private static Duration Span(string text)
    {
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) && count != 0)
        {
            switch (text[^1])
            {
                case 'd' when Math.Abs((long)count) <= 36_600:
                    return Duration.FromDays(count);
                case 'h':
                    return Duration.FromHours(count);
                case 'm':
                    return Duration.FromMinutes(count);
            }
        }

        throw new CallException($"--by: '{text}' is no span; give days, hours or minutes, such as 3d, 2h or 45m, not more than 36600 days.");
    }

    /// <summary>By how long a task moves to get to a day or a moment. A task with a time of day keeps it where only a day is given, in its zone or that of the call.</summary>
    private static Duration Until(CrmTask task, string to, DateTimeZone zone)
    {
        LocalDate? day = DayText.Find(to);
        if ((task.Start ?? task.Due) is not { } now)
        {
            return task.DueOn is not { } due ? Duration.Zero // the desk says that there is nothing to move
                : day is { } date ? Duration.FromDays(Period.DaysBetween(due, date))
                : throw new CallException($"--to: the task is due on a day; give a day such as 2026-01-31, not '{to}'.");
        }

        DateTimeZone days = task.Zone is { } id ? DateTimeZoneProviders.Tzdb[id] : zone;
        return (day is { } onDay ? Recurrence.InstantOf(onDay + now.InZone(days).TimeOfDay, days) : TaskMoment.At(to, "--to", zone)) - now;
    }
}
