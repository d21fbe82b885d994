namespace Crm.Sdk.Care;

/// <summary>What a function says of itself, read once behind its plugin's guard.</summary>
internal sealed record TemplateFunctionShape(string Name, int MinArguments, int MaxArguments);
