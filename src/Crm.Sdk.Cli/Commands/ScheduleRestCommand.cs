using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Scheduling;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm schedule pause</c> and <c>crm schedule resume</c>: let a schedule rest on every host, and run again.</summary>
/// <param name="pauses">Which of the two.</param>
internal sealed class ScheduleRestCommand(bool pauses)
{
    private string Verb => pauses ? "pause" : "resume";

    public Command Make(CommandFrame frame) => frame.Make(
        Verb,
        pauses ? "Let a schedule rest on every host; what runs ends" : "Let a schedule run again; what fell due while it rested is not made up for",
        RunAsync,
        ScheduleCall.Name);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ScheduleCall.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var desk = host.Get<ScheduleDesk>();
        Schedule schedule = ScheduleCall.Named(call, host);
        bool changed = pauses
            ? await desk.PauseAsync(call.Settings.Scope, schedule.Name, cancellationToken).ConfigureAwait(false)
            : await desk.ResumeAsync(call.Settings.Scope, schedule.Name, cancellationToken).ConfigureAwait(false);
        ScheduleStatus status = await desk.StatusAsync(call.Settings.Scope, schedule, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync($"schedule {Verb}", ("name", schedule.Name), ("changed", changed), ("pausedAt", status.PausedAt), ("nextAt", status.Next)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
