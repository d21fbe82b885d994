namespace Crm.Sdk.Cli.Output;

/// <summary>One column of a block.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Title">Its title for people; null where only machines read it.</param>
/// <param name="IsNumber">Whether people read it right-aligned.</param>
internal sealed record BlockColumn(string Name, string? Title, bool IsNumber = false);
