using System.CommandLine;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm campaign launch CODE</c>: divides the audience and enrols it.</summary>
internal sealed class CampaignLaunchCommand
{
    private readonly Argument<string> _code = new("CODE") { Description = "The campaign's code" };

    public Command Make(CommandFrame frame) => frame.Make("launch", "Divide the audience into control group and variants, and enrol it; again, it goes on where it was stopped", RunAsync, _code);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CampaignProgress progress = await call.Output.Progress.WithStatusAsync(
            "Enrolling", _ => host.Get<CampaignDesk>().LaunchAsync(call.Settings.Scope, call.Parse.GetRequiredValue(_code), cancellationToken)).ConfigureAwait(false);
        await call.Output.DocumentAsync("campaign launch", ("enrolled", progress.Enrolled)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
