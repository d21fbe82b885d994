using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary>All commands, in the order in which help lists them.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All(CommandFrame frame)
    {
        yield break;
    }
}
