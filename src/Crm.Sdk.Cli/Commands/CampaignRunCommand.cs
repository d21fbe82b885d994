using System.CommandLine;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm campaign run</c>: takes the steps that are due, as the job <c>campaigns</c> does.</summary>
internal sealed class CampaignRunCommand
{
    private readonly Argument<string?> _code = new("CODE") { Description = "The one campaign [default: all that were launched]", Arity = ArgumentArity.ZeroOrOne };

    public Command Make(CommandFrame frame) => frame.Make("run", "Take the steps of campaigns that are due: messages into the outbox, within the budget", RunAsync, _code);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CampaignProgress progress = await call.Output.Progress.WithStatusAsync(
            "Taking steps", _ => host.Get<CampaignRunner>().RunAsync(call.Settings.Scope, call.Parse.GetValue(_code), call.Settings.AsOf(host.Get<IClock>()).Instant, cancellationToken)).ConfigureAwait(false);
        await call.Output.DocumentAsync("campaign run", ("enrolled", progress.Enrolled), ("messages", progress.Messages), ("passed", progress.Passed), ("stopped", progress.Stopped)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
