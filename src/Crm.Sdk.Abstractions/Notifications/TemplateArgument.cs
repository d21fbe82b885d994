namespace Crm.Sdk.Notifications;

/// <summary>The value for a place of an approved template.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">The place's name.</param>
/// <param name="Value">What is put there.</param>
public sealed record TemplateArgument(string Name, string Value);
