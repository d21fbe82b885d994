namespace Crm.Sdk.Plugins.Registry;

/// <summary>One contribution with its instance.</summary>
internal sealed record PublishedContribution(PluginContribution Declared, Type Contract, object Instance, PluginId Owner, IPluginGuard Guard);
