using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Scheduling;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm schedule list</c>: how it stands with each schedule.</summary>
internal static class ScheduleListCommand
{
    private static readonly Column[] Columns = [new("name"), new("job"), new("nextAt"), new("pausedAt"), new("lastAt"), new("outcome"), new("missed", IsNumber: true)];

    public static Command Make(CommandFrame frame) => frame.MakeRows("list", "List the schedules of the settings file: when each falls due next, and how it last ended", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ScheduleCall.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("schedules", Columns, Rows(call, host, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> Rows(CommandContext call, ToolHost host, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var desk = host.Get<ScheduleDesk>();
        foreach (Schedule schedule in ScheduleCall.All(host))
        {
            ScheduleStatus status = await desk.StatusAsync(call.Settings.Scope, schedule, cancellationToken).ConfigureAwait(false);
            yield return [schedule.Name, schedule.Job, status.Next, status.PausedAt, status.Last?.Nominal, OutcomeText.Of(status.Last?.State), status.Missed];
        }
    }
}
