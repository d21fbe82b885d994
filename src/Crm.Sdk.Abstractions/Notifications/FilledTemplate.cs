namespace Crm.Sdk.Notifications;

/// <summary>An approved template with the values for its places.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Code">The provider's code of the template.</param>
/// <param name="Values">A value for each place, in the order in which the channel declares them.</param>
public sealed record FilledTemplate(string Code, ValueList<TemplateArgument> Values);
