namespace Crm.Sdk.Cli.Output;

/// <summary>A value with a code, which machines read (null where there is none), and a text, which people read.</summary>
internal sealed record Coded(string? Code, string Text);
