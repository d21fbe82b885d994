using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm policy</c>: how classes are served, and how far their goals are reached.</summary>
internal static class PolicyCommands
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "policy",
        "Service policies of classes",
        new PolicySetCommand().Make(frame),
        PolicyListCommand.Make(frame),
        new PolicyAttainmentCommand().Make(frame));
}
