namespace Crm.Sdk.Plugins;

/// <summary>A native library that a plugin brings.</summary>
/// <param name="Name">The name that managed code imports, without prefix and suffix, such as <c>e_sqlite3</c>.</param>
/// <param name="Version">The library's version.</param>
/// <param name="Singleton">Whether the process must hold one copy only. The host then loads it from one path for all plugins, and refuses a second version by name.</param>
public sealed record PluginNative(string Name, string Version, bool Singleton = false);
