namespace Crm.Sdk.Plugins;

/// <summary>One contribution of a plugin, ready for use.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <param name="Instance">The implementation, thread-safe. Calls into it belong in <paramref name="Guard"/>, a batch at a time.</param>
/// <param name="Name">The contribution's name in its manifest.</param>
/// <param name="Owner">The plugin that contributed it.</param>
/// <param name="Guard">The guard of the plugin; the same for all contributions of one plugin.</param>
/// <param name="Priority">The priority that the manifest gives it; greater first, 0 by default.</param>
public sealed record Extension<T>(T Instance, string Name, PluginId Owner, IPluginGuard Guard, int Priority = 0)
    where T : class;
