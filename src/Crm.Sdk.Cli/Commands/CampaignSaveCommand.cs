using System.CommandLine;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm campaign save FILE</c>: adds a campaign, or changes one that was not launched yet.</summary>
internal sealed class CampaignSaveCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The campaign as JSON (docs/campaigns.md)" };

    public Command Make(CommandFrame frame) => frame.Make("save", "Add a campaign, or change one that was not launched yet", RunAsync, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CampaignPlan plan = CampaignJson.Read(await CareFile.ReadAsync(call.Parse.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        Campaign campaign = await CampaignDesk.SaveAsync(session, plan, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("campaign", ("code", campaign.Code), ("steps", plan.Steps.Count), ("variants", plan.Variants.Count), ("budget", plan.Budget)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
