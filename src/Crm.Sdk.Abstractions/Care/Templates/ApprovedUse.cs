namespace Crm.Sdk.Care;

/// <summary>How a template fills what a channel's provider approved (<see cref="Notifications.ApprovedTemplate"/>), such as a template of an SMS provider.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Channel">The channel's name.</param>
/// <param name="Code">The provider's code of the approved template.</param>
/// <param name="Variables">The value of each of its variables, by name: texts with tags.</param>
public sealed record ApprovedUse(string Channel, string Code, ValueList<NamedText> Variables);
