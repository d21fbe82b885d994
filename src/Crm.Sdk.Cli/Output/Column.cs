namespace Crm.Sdk.Cli.Output;

/// <summary>One column of a command's rows: its name in JSON and CSV, whether people read it right-aligned, and what people read above it where that is not the name.</summary>
internal sealed record Column(string Name, bool IsNumber = false, string? Title = null);
