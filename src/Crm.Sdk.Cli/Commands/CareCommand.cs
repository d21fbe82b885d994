using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care</c>: templates, plans, what they would do and what they do; one file a command.</summary>
internal static class CareCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "care",
        "Care: who is cared for, when and how",
        new CarePreviewCommand().Make(frame),
        new CareRunCommand().Make(frame),
        new CareVisitCommand().Make(frame),
        new CareEffectCommand().Make(frame),
        CommandFrame.Group("plan", "Care plans with their versions", new CarePlanSaveCommand().Make(frame), CarePlanListCommand.Make(frame)),
        CommandFrame.Group("template", "Message templates with their versions", new CareTemplateSaveCommand().Make(frame), new CareTemplatePreviewCommand().Make(frame)));
}
