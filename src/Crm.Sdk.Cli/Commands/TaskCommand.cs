using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task</c>: tasks and appointments; one file a command.</summary>
internal static class TaskCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "task",
        "Tasks and appointments",
        new TaskListCommand().Make(frame),
        new TaskAddCommand().Make(frame),
        new TaskDoneCommand().Make(frame),
        new TaskCancelCommand().Make(frame),
        new TaskReopenCommand().Make(frame),
        new TaskPostponeCommand().Make(frame),
        new TaskPlanCommand().Make(frame),
        new TaskExportCommand().Make(frame));
}
