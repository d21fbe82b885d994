namespace Crm.Sdk.Plugins;

/// <summary>Another plugin that a plugin needs.</summary>
/// <param name="Id">The other plugin.</param>
/// <param name="Range">The versions that will do, such as <c>[1.0,2.0)</c>.</param>
/// <param name="Optional">Whether the plugin also works without it.</param>
public sealed record PluginDependency(PluginId Id, string Range, bool Optional = false);
