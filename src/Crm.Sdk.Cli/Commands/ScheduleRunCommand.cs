using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Hosting;
using Crm.Sdk.Scheduling;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm schedule run</c>: runs a schedule now, whether it is due or rests.</summary>
internal static class ScheduleRunCommand
{
    public static Command Make(CommandFrame frame) => frame.Make("run", "Run a schedule now, whether it is due or rests", RunAsync, ScheduleCall.Name);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ScheduleCall.StartAsync(call, cancellationToken).ConfigureAwait(false);
        Schedule schedule = ScheduleCall.Named(call, host);
        IScheduledJob job = host.Get<ScheduledJobs>().Of(schedule);
        ScheduleStep step = await call.Output.Progress.WithStatusAsync(
            $"Running {schedule.Name}", _ => host.Get<ScheduleRunner>().RunNowAsync(call.Settings.Scope, schedule, job, cancellationToken)).ConfigureAwait(false);
        if (step.Failure is { } failure)
        {
            throw failure is CrmException ? failure : new CrmException(ScheduleErrorCodes.RunFailed, $"Schedule '{schedule.Name}', job '{schedule.Job}': {failure.Message}", failure);
        }

        ScheduledOccurrence ran = step.Occurrence!;
        await call.Output.DocumentAsync(
            "schedule run", ("name", schedule.Name), ("job", schedule.Job), ("at", ran.Nominal), ("outcome", OutcomeText.Of(ran.State)), ("done", ran.Done), ("attempt", (long)ran.Attempt)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
