namespace Crm.Sdk.Care;

/// <summary>Which trigger a plan has, and its settings.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">The trigger's type, such as <c>birthday</c>.</param>
/// <param name="Settings">The settings as compact JSON, an object.</param>
public sealed record CareTriggerSettings(string Type, string Settings = "{}");
