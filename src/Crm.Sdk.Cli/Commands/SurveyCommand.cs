using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm survey</c>: surveys, their answers and what they come to; one file a command.</summary>
internal static class SurveyCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "survey",
        "Surveys: NPS, CSAT, CES and others",
        new SurveySaveCommand().Make(frame),
        new SurveyAskCommand().Make(frame),
        new SurveyAnswerCommand().Make(frame),
        new SurveyReportCommand().Make(frame));
}
