using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit</c>: credit assessment and the order check; one file a command.</summary>
internal static class CreditCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "credit",
        "Assess credit by the six Cs: grade A to D, reasons, limit and period; check orders against it",
        new CreditAssessCommand().Make(frame),
        new CreditAccountCommand().Make(frame),
        new CreditCheckCommand().Make(frame),
        new CreditSubmitCommand().Make(frame),
        new CreditReleaseCommand().Make(frame));
}
