using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm campaign</c>: campaigns from plan to report; one file a command.</summary>
internal static class CampaignCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "campaign",
        "Campaigns: variants against a control group, steps, budget, what came of it",
        new CampaignSaveCommand().Make(frame),
        new CampaignLaunchCommand().Make(frame),
        new CampaignRunCommand().Make(frame),
        new CampaignStopCommand().Make(frame),
        new CampaignReportCommand().Make(frame));
}
