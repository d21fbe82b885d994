using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm archive</c>: keeps the archives of customers good; one file a command.</summary>
internal static class ArchiveCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "archive",
        "The quality of the customers' archives, their upkeep, and the recycle bin",
        new ArchiveQualityCommand().Make(frame),
        new ArchivePlanCommand().Make(frame),
        new ArchiveUpkeepCommand().Make(frame),
        new ArchivePurgeCommand().Make(frame));

    /// <summary>The titles of what these commands answer.</summary>
    public static BlockTitles Titles(ToolHost host, CommandContext call) => new(host.Get<CrmTexts>(), "archive", call.Settings.Culture);
}
