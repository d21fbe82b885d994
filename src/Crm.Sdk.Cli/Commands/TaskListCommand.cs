using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task list</c>: open tasks and appointments.</summary>
internal sealed class TaskListCommand
{
    private static readonly Column[] Columns =
        [new("id"), new("owner"), new("title"), new("type"), new("customer"), new("start"), new("end"), new("due"), new("dueOn"), new("priority", IsNumber: true), new("state"), new("overdue")];

    private readonly Option<string?> _owner = new("--owner") { Description = "Only the tasks of an owner [default: everybody's]" };
    private readonly Option<bool> _overdue = new("--overdue") { Description = "Only what is overdue at --as-of" };
    private readonly Option<string?> _until = new("--until") { Description = "Only what starts or is due up to the end of a day" };
    private readonly Option<bool> _all = new("--all") { Description = "Also what is done or cancelled" };

    public Command Make(CommandFrame frame) => frame.MakeRows("list", "List open tasks and appointments", RunAsync, _owner, _overdue, _until, _all);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        DateTimeZone zone = call.Settings.Zone;
        string? until = call.Parse.GetValue(_until);
        AsOf? last = until is null ? null : AsOf.EndOf(TaskMoment.Day(until, "--until"), zone);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf now = call.Settings.AsOf(host.Get<IClock>());
        var list = new TaskList
        {
            Owner = call.Parse.GetValue(_owner),
            OverdueAt = call.Parse.GetValue(_overdue) ? now : null,
            Until = last,
            States = call.Parse.GetValue(_all) ? [] : [TaskState.Open],
        };
        await call.Output.RowsAsync("tasks", Columns, RowsAsync(host, call, list, now, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(ToolHost host, CommandContext call, TaskList list, AsOf now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CrmTask task in host.Get<TaskPlanner>().ListAsync(call.Settings.Scope, list, cancellationToken).ConfigureAwait(false))
        {
            yield return
            [
                task.Id.ToString(), task.Owner, task.Title, task.Type, task.Customer?.ToString(), task.Start, task.End, task.Due, task.DueOn, (long?)task.Priority,
                NameOf(task.State), TaskList.IsOverdue(task, now),
            ];
        }
    }

    private static string NameOf(TaskState state) => state switch
    {
        TaskState.Open => "open",
        TaskState.Done => "done",
        _ => "cancelled",
    };
}
