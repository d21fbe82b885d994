using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm recommend</c>: what is bought together, and what to offer to whom; one file a command.</summary>
internal static class RecommendCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group(
        "recommend",
        "What is bought together, and what to offer to whom",
        new RecommendMineCommand().Make(frame),
        new RecommendForCommand().For(frame),
        new RecommendForCommand().Next(frame),
        new RecommendSimilarCommand().Make(frame),
        new RecommendBundlesCommand().Make(frame),
        RecommendForCommand.Train(frame));
}
