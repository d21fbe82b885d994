using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit</c>: credit, the order check and receivables; one file a command.</summary>
internal static class CreditCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "credit",
        "Credit: grades by the six Cs, scorecards, accounts, the check of orders, what is owed by age, days sales outstanding, dunning",
        new CreditAssessCommand().Make(frame),
        new CreditAccountCommand().Make(frame),
        new CreditCheckCommand().Make(frame),
        new CreditSubmitCommand().Make(frame),
        new CreditReleaseCommand().Make(frame),
        new CreditAgeingCommand().Make(frame),
        new CreditDsoCommand().Make(frame),
        new CreditDunningCommand().Make(frame),
        new CreditMigrationCommand().Make(frame),
        new CreditWatchListCommand().Make(frame),
        new CreditDueCommand().Make(frame),
        new CreditReassessCommand().Make(frame),
        CommandFrame.Group(
            "case",
            "Lead credit cases through their eight steps",
            new CreditCaseOpenCommand().Make(frame),
            new CreditCaseAssignCommand().Make(frame),
            new CreditCaseStepCommand().Make(frame),
            new CreditCaseAgreeCommand().Make(frame),
            new CreditCaseShowCommand().Make(frame),
            new CreditCaseListCommand().Make(frame)),
        CommandFrame.Group(
            "security",
            "Record what secures credit accounts, and give it back",
            new CreditSecurityListCommand().Make(frame),
            new CreditSecurityRecordCommand().Make(frame),
            new CreditSecurityReleaseCommand().Make(frame)),
        CommandFrame.Group(
            "questionnaire",
            "Questionnaires of the internal inquiry, whose answers become evidence",
            CreditQuestionnaireListCommand.Make(frame),
            new CreditQuestionnaireShowCommand().Make(frame),
            new CreditQuestionnaireRecordCommand().Make(frame)),
        CommandFrame.Group(
            "scorecard",
            "Make scorecards of cases with known outcomes, and check them",
            new ScorecardFitCommand().Make(frame),
            new ScorecardCheckCommand().Make(frame)));
}
