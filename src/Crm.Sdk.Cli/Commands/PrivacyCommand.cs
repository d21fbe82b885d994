using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm privacy</c>: what customers agreed to; one file a command.</summary>
internal static class PrivacyCommand
{
    public static Command Make(CommandFrame frame) => CommandFrame.Group("privacy", "What customers agreed to", new PrivacyConsentCommand().Make(frame));
}
