using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task list</c>: open tasks and appointments.</summary>
internal sealed class TaskListCommand
{
    private const int PageSize = 500;

    private static readonly Column[] Columns =
        [new("id"), new("owner"), new("title"), new("type"), new("customer"), new("start"), new("end"), new("due"), new("dueOn"), new("priority", IsNumber: true), new("state"), new("overdue"), new("after")];

    private readonly Option<string?> _owner = new("--owner") { Description = "Only the tasks of an owner [default: everybody's]" };
    private readonly Option<bool> _overdue = new("--overdue") { Description = "Only what is overdue at --as-of" };
    private readonly Option<string?> _until = new("--until") { Description = "Only what starts or is due up to the end of a day" };
    private readonly Option<int?> _take = new("--take") { Description = "How many at most [default: all]" };
    private readonly Option<string?> _after = new("--after") { Description = "Where the page before ended, as it said" };
    private readonly Option<bool> _all = new("--all") { Description = "Also what is done or cancelled" };

    public Command Make(CommandFrame frame) => frame.MakeRows("list", "List open tasks and appointments by when they start or are due", RunAsync, _owner, _overdue, _until, _take, _after, _all);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        DateTimeZone zone = call.Settings.Zone;
        string? until = call.Parse.GetValue(_until);
        AsOf? last = until is null ? null : AsOf.EndOf(DayText.Of(until, "--until"), zone);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf now = call.Settings.AsOf(host.Get<IClock>());
        var list = new TaskList
        {
            Owner = call.Parse.GetValue(_owner),
            OverdueAt = call.Parse.GetValue(_overdue) ? now : null,
            Until = last,
            States = call.Parse.GetValue(_all) ? [] : [TaskState.Open],
        };
        int take = call.Parse.GetValue(_take) is { } most ? most >= 1 ? most : throw new CallException($"--take: {most} is no number from 1 on.") : int.MaxValue;
        var end = new ListEnd();
        int shown = call.Settings.Json ? Columns.Length : Columns.Length - 1;
        IAsyncEnumerable<object?[]> rows = RowsAsync(host, call, list, After(call), take, now, end, cancellationToken).Select(row => row[..shown]);
        await call.Output.RowsAsync("tasks", Columns[..shown], rows, cancellationToken).ConfigureAwait(false);
        if (end.Next is { } next)
        {
            call.Output.Note($"there are more: --after {next}");
        }

        return ExitCode.Done;
    }

    private PageCursor? After(CommandContext call)
    {
        try
        {
            return call.Parse.GetValue(_after) is { } after ? PageCursor.Parse(after) : null;
        }
        catch (CrmException wrong)
        {
            throw new CallException($"--after: {wrong.Message}");
        }
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ToolHost host, CommandContext call, TaskList list, PageCursor? after, int take, AsOf now, ListEnd end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            CrmPage<CrmTask> page = await host.Get<TaskPlanner>().PageAsync(call.Settings.Scope, list, after, Math.Min(take, PageSize), cancellationToken).ConfigureAwait(false);
            foreach (CrmTask task in page.Items)
            {
                yield return
                [
                    task.Id.ToString(), task.Owner, task.Title, task.Type, task.Customer?.ToString(), task.Start, task.End, task.Due, task.DueOn, (long?)task.Priority,
                    NameOf(task.State), TaskList.IsOverdue(task, now), new PageCursor(CrmTaskModel.Kind.ValueOf(CrmTaskModel.DueOrder, task), task.Id).ToText(),
                ];
            }

            (after, take) = (page.Next, take - page.Items.Count);
        }
        while (after is not null && take > 0);
        end.Next = after?.ToText();
    }

    private static string NameOf(TaskState state) => state switch
    {
        TaskState.Open => "open",
        TaskState.Done => "done",
        _ => "cancelled",
    };
}
