namespace Crm.Sdk.Plugins;

/// <summary>Says that a plugin is no longer recommended.</summary>
/// <param name="Since">The version of the plugin since which.</param>
/// <param name="Replacement">The plugin to use instead; null where there is none.</param>
public sealed record PluginDeprecation(string Since, PluginId? Replacement = null);
