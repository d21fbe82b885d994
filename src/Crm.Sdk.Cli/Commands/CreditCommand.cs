using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit</c>: credit and receivables; one file a command.</summary>
internal static class CreditCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "credit",
        "Credit: grades by the six Cs, what is owed by age, days sales outstanding, dunning",
        new CreditAssessCommand().Make(frame),
        new CreditAgeingCommand().Make(frame),
        new CreditDsoCommand().Make(frame),
        new CreditDunningCommand().Make(frame));
}
