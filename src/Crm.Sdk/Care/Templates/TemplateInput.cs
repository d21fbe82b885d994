namespace Crm.Sdk.Care;

/// <summary>For whom a template is rendered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Values">The values of variables.</param>
/// <param name="Language">The recipient's language, a BCP 47 tag; null where it is not known.</param>
public sealed record TemplateInput(TemplateValues Values, string? Language);
