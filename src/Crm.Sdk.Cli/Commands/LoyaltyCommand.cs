using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty</c>: how loyal customers are, and why; one file a command.</summary>
internal static class LoyaltyCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "loyalty",
        "Loyalty: how loyal customers are by measures and drivers, of which type, and why",
        new LoyaltyAssessCommand().Make(frame),
        new LoyaltyShowCommand().Make(frame),
        LoyaltyMatrixCommand.Make(frame));
}
