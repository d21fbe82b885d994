namespace Crm.Sdk.Care;

/// <summary>One call of a function in a template.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Arguments">The arguments as texts, formatted for the language; null where a variable has no value.</param>
/// <param name="Language">The text's language, a BCP 47 tag.</param>
public sealed record TemplateCall(ValueList<string?> Arguments, string Language);
