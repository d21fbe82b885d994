using System.CommandLine;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm campaign stop CODE</c>: stops a campaign for good.</summary>
internal sealed class CampaignStopCommand
{
    private readonly Argument<string> _code = new("CODE") { Description = "The campaign's code" };

    public Command Make(CommandFrame frame) => frame.Make("stop", "Stop a campaign for good; what lies in the outbox goes out", RunAsync, _code);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string code = call.Parse.GetRequiredValue(_code);
        await host.Get<CampaignDesk>().StopAsync(call.Settings.Scope, code, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("campaign stop", ("code", code)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
