using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm schedule</c>: the schedules of the settings file, which <c>crm run</c> runs; one file a command.</summary>
internal static class ScheduleCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "schedule",
        "Schedules: what runs when, and what ran",
        ScheduleListCommand.Make(frame),
        new ScheduleHistoryCommand().Make(frame),
        new ScheduleRestCommand(pauses: true).Make(frame),
        new ScheduleRestCommand(pauses: false).Make(frame),
        ScheduleRunCommand.Make(frame));
}
