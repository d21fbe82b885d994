using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task add</c>: adds a task, or with a start an appointment.</summary>
internal sealed class TaskAddCommand
{
    private readonly Argument<string> _title = new("TITLE") { Description = "What is to be done" };
    private readonly Option<string> _owner = new("--owner") { Description = "The key of the employee who is to do it", Required = true };
    private readonly Option<string?> _customer = new("--customer") { Description = "The external key or internal id of the customer it concerns" };
    private readonly Option<string?> _due = new("--due") { Description = "By when: a day, or a moment, local in --zone or with an offset" };
    private readonly Option<string?> _start = new("--start") { Description = "When the appointment begins" };
    private readonly Option<string?> _end = new("--end") { Description = "When the appointment ends" };
    private readonly Option<string?> _every = new("--every") { Description = "How it recurs, a rule of iCalendar such as FREQ=WEEKLY;BYDAY=MO" };
    private readonly Option<int?> _reminder = new("--reminder") { Description = "How many minutes before start or due to remind" };
    private readonly Option<int?> _priority = new("--priority") { Description = "1 (highest) to 9" };
    private readonly Option<string?> _type = new("--type") { Description = "call, visit, gift, follow-up, maintenance, meeting or a code of your own" };
    private readonly Option<string?> _notes = new("--notes") { Description = "What else is to be known" };
    private readonly Option<string?> _key = new("--key") { Description = "The key by which other systems know it" };

    public Command Make(CommandFrame frame) => frame.Make(
        "add", "Add a task, or with --start an appointment", RunAsync, _title, _owner, _customer, _due, _start, _end, _every, _reminder, _priority, _type, _notes, _key);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CrmTask task = Valid(() => Read(call));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        if (call.Parse.GetValue(_customer) is { } customer)
        {
            task = task with { Customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, customer, cancellationToken).ConfigureAwait(false) };
        }

        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        try
        {
            task = await host.Get<ITaskDesk>().AddAsync(session, task, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmException wrong) when (IsOfCall(wrong))
        {
            throw new CallException(wrong.Message);
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("task add", ("id", task.Id.ToString()), ("title", task.Title), ("owner", task.Owner), ("zone", task.Zone), ("every", task.Recurrence?.ToString())).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private CrmTask Read(CommandContext call)
    {
        DateTimeZone zone = call.Settings.Zone;
        string? due = call.Parse.GetValue(_due), start = call.Parse.GetValue(_start), end = call.Parse.GetValue(_end);
        LocalDate? day = due is null ? null : DayText.Find(due);
        return CrmTask.Of(call.Parse.GetRequiredValue(_owner), call.Parse.GetRequiredValue(_title)) with
        {
            Key = call.Parse.GetValue(_key),
            DueOn = day,
            Due = due is null || day is not null ? null : TaskMoment.At(due, "--due", zone),
            Start = start is null ? null : TaskMoment.At(start, "--start", zone),
            End = end is null ? null : TaskMoment.At(end, "--end", zone),
            Zone = zone.Id == DateTimeZone.Utc.Id ? null : zone.Id, // left to the owner's zone where the call names none
            Recurrence = call.Parse.GetValue(_every) is { } rule ? RecurrenceRule.Parse(rule) : null,
            Reminder = call.Parse.GetValue(_reminder) is { } minutes ? Duration.FromMinutes(minutes) : null,
            Priority = call.Parse.GetValue(_priority),
            Type = call.Parse.GetValue(_type),
            Notes = call.Parse.GetValue(_notes) is { } notes ? CanonicalText.Normalize(notes, CrmTask.MaxNotesLength, "--notes") : null,
        };
    }

    private static CrmTask Valid(Func<CrmTask> read)
    {
        try
        {
            return read();
        }
        catch (CrmException wrong) when (IsOfCall(wrong))
        {
            throw new CallException(wrong.Message);
        }
    }

    private static bool IsOfCall(CrmException wrong) => wrong.Code is ErrorCodes.BadValue or ErrorCodes.BadText or ErrorCodes.BadTime or TaskErrorCodes.BadSeries;
}
