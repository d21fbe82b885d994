using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care run</c>: plans what is due and was not planned yet.</summary>
internal sealed class CareRunCommand
{
    private readonly Option<string?> _plan = new("--plan") { Description = "The one plan [default: all that are active]" };

    public Command Make(CommandFrame frame) => frame.Make("run", "Plan what is due: messages into the outbox, tasks for owners, each occasion once", RunAsync, _plan);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CareReport report = await call.Output.Progress.WithStatusAsync(
            "Planning",
            status => host.Get<CarePlanner>().RunAsync(
                call.Settings.Scope,
                call.Parse.GetValue(_plan),
                call.Settings.AsOf(host.Get<IClock>()),
                new Progress<CareReport>(so => status(string.Create(CultureInfo.InvariantCulture, $"{so.Planned:N0} planned, {so.Skipped.Sum(static skips => skips.Count):N0} left out"))),
                cancellationToken)).ConfigureAwait(false);
        await CareReportOutput.WriteAsync(call, "care run", report).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
