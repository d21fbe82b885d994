namespace Crm.Sdk.Cli.Output;

/// <summary>One column of a command's rows: its name in JSON and CSV, and whether people read it right-aligned.</summary>
internal sealed record Column(string Name, bool IsNumber = false);
