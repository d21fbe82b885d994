using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit</c>: credit assessment; one file a command.</summary>
internal static class CreditCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "credit",
        "Assess credit by the six Cs: grade A to D, reasons, limit and period",
        new CreditAssessCommand().Make(frame),
        new CreditMigrationCommand().Make(frame),
        new CreditWatchListCommand().Make(frame),
        CommandFrame.Group(
            "scorecard",
            "Make scorecards of cases with known outcomes, and check them",
            new ScorecardFitCommand().Make(frame),
            new ScorecardCheckCommand().Make(frame)));
}
