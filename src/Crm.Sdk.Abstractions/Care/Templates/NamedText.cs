namespace Crm.Sdk.Care;

/// <summary>A text under a name.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">The name.</param>
/// <param name="Text">The text.</param>
public sealed record NamedText(string Name, string Text);
