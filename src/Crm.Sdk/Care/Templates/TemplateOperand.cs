namespace Crm.Sdk.Care;

/// <summary>An operand of a call: a variable, or a text or number as it is written.</summary>
internal readonly record struct TemplateOperand(TemplatePath? Path, string? Literal);
