using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer</c>: the archive of a customer; one file a command.</summary>
internal static class CustomerCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "customer",
        "The archive of a customer",
        new CustomerShowCommand().Make(frame),
        new CustomerListCommand().Make(frame),
        new CustomerHistoryCommand().Make(frame),
        new CustomerTimelineCommand().Make(frame),
        new CustomerPreferencesCommand().Make(frame),
        new CustomerHandOverCommand().Make(frame));
}
