namespace Crm.Sdk.Care;

/// <summary>A place in a text where a value is put: a variable, or the answer of a function.</summary>
/// <param name="Name">The variable or the function as it is written.</param>
/// <param name="Function">The function; null where it is a variable.</param>
/// <param name="Literals">For a call, the operands that stand in the text; null where the operand is a variable.</param>
internal sealed record TemplateSite(string Name, string? Function, IReadOnlyList<string?> Literals);
