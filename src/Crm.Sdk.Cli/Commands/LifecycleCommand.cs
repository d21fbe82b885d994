using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm lifecycle</c>: where customers stand in their lives, and how they came there; one file a command.</summary>
internal static class LifecycleCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "lifecycle",
        "Lifecycle: the stages of customers derived from orders and interactions, with causes; funnel, time in stage, transitions; why customers were lost, and winning them back",
        LifecycleRunCommand.Make(frame),
        new LifecycleShowCommand().Make(frame),
        new LifecycleFunnelCommand().Make(frame),
        new LifecycleLossCommands().Make(frame),
        new LifecycleWinBackCommands().Make(frame));
}
