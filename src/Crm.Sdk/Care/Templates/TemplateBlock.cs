namespace Crm.Sdk.Care;

/// <summary>The blocks that templates may have; their names in lower case are what is written.</summary>
internal enum TemplateBlock
{
    If,
    Unless,
    Each,
}
