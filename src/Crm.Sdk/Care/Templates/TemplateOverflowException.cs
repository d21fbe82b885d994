namespace Crm.Sdk.Care;

/// <summary>Ends the making of a text that grows beyond its bounds; it never leaves the renderer.</summary>
internal sealed class TemplateOverflowException : Exception;
