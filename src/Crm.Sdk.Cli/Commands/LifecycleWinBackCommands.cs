using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Lifecycle;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm lifecycle win-back</c>: how lost customers are to be won back, and what that brought.</summary>
internal sealed class LifecycleWinBackCommands
{
    private readonly Option<int> _days = new("--days") { Description = "Within how many days a purchase counts as won back", DefaultValueFactory = static _ => 90 };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "win-back",
        "Pick how lost customers are to be won back, and measure what it brought against those held out",
        frame.Make("assign", "Pick a strategy for each lost customer by reason and value, or hold it out; care plans ask for the fact crm.win-back", AssignAsync),
        frame.Make("measure", "Show what the strategies brought: won back within some days, against those held out, with a 95 % interval", MeasureAsync, _days));

    private static async Task<int> AssignAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        WinBackReport report = await call.Output.Progress.WithStatusAsync(
            "Picking strategies", _ => host.Get<LossDesk>().AssignAsync(call.Settings.Scope, asOf, cancellationToken)).ConfigureAwait(false);
        await call.Output.FlatAsync(new LifecycleBlocks(host, call.Settings).Of(report, asOf)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> MeasureAsync(CommandContext call, CancellationToken cancellationToken)
    {
        int days = call.Parse.GetValue(_days);
        if (days is < 1 or > 3_650)
        {
            throw new CallException($"--days: {days} is no number of days; give one from 1 to 3650.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        ValueList<WinBackLift> lifts = await host.Get<LossDesk>().MeasureAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), days, cancellationToken).ConfigureAwait(false);
        await call.Output.BlocksAsync([new LifecycleBlocks(host, call.Settings).Of(lifts)]).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
