using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Lifecycle;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm lifecycle funnel</c>: how customers are spread over the stages at the ends of two days, how long they stay, and who moved where.</summary>
internal sealed class LifecycleFunnelCommand
{
    private readonly Option<string> _from = new("--from") { Description = "The first day, for example 2026-01-31", Required = true };
    private readonly Option<string> _to = new("--to") { Description = "The second day", Required = true };

    public Command Make(CommandFrame frame) => frame.Make("funnel", "Show how many customers are in which stage at the ends of two days, how long they stay, and who moved where, by the last run", RunAsync, _from, _to);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        LocalDate from = DayText.Of(call.Parse.GetRequiredValue(_from), "--from"), to = DayText.Of(call.Parse.GetRequiredValue(_to), "--to");
        if (to < from)
        {
            throw new CallException($"--to {to:uuuu-MM-dd} lies before --from {from:uuuu-MM-dd}.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        LifecycleFunnel funnel = await call.Output.Progress.WithStatusAsync(
            "Reading lifecycles",
            _ => host.Get<LifecycleAnalysis>().FunnelAsync(call.Settings.Scope, AsOf.EndOf(from, call.Settings.Zone), AsOf.EndOf(to, call.Settings.Zone), cancellationToken)).ConfigureAwait(false);
        await call.Output.BlocksAsync(new LifecycleBlocks(host, call.Settings).Of(funnel)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
