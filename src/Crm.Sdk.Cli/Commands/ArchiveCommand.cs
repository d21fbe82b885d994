using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm archive</c>: keeps the archives of customers good; one file a command.</summary>
internal static class ArchiveCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "archive",
        "The quality of the customers' archives, and their upkeep",
        new ArchiveQualityCommand().Make(frame),
        new ArchivePlanCommand().Make(frame),
        new ArchiveUpkeepCommand().Make(frame));
}
