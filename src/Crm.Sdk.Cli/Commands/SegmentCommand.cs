using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment</c>: members of segments, and saved ones; one file a command.</summary>
internal static class SegmentCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "segment",
        "Customers by fields, labels, events, facts and distances",
        new SegmentCountCommand().Make(frame),
        new SegmentListCommand().Make(frame),
        new SegmentExplainCommand().Make(frame),
        new SegmentProfileCommand().Make(frame),
        new SegmentSaveCommand().Make(frame),
        new SegmentShowCommand().Make(frame),
        new SegmentVersionsCommand().Make(frame));
}
