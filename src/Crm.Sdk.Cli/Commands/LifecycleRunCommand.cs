using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Lifecycle;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm lifecycle run</c>: brings the lifecycles of all customers up to an instant.</summary>
internal static class LifecycleRunCommand
{
    public static Command Make(CommandFrame frame) => frame.Make("run", "Derive the stages of all customers from what is known, and keep what changed", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        LifecycleRunReport report = await call.Output.Progress.WithStatusAsync(
            "Deriving stages", status => host.Get<CustomerLifecycles>().RunAsync(call.Settings.Scope, asOf, new LineProgress(status, "customers"), cancellationToken)).ConfigureAwait(false);
        await call.Output.FlatAsync(new LifecycleBlocks(host, call.Settings).Of(report, asOf, (long)time.GetElapsedTime(start).TotalMilliseconds)).ConfigureAwait(false);
        return report.Failed.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }
}
