using System.CommandLine;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>One call of a command: what was given, and where its answer goes.</summary>
internal sealed record CommandContext(ParseResult Parse, ToolSettings Settings, ToolOutput Output);
