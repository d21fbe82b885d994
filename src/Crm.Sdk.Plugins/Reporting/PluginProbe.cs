namespace Crm.Sdk.Plugins;

/// <summary>What a plugin's own health checks said when they were asked.</summary>
/// <param name="Plugin">The plugin.</param>
/// <param name="Status">The worst of their answers; unhealthy where one failed or did not answer in time.</param>
/// <param name="Description">What they said, in words; null where they said nothing.</param>
public sealed record PluginProbe(PluginId Plugin, PluginHealthStatus Status, string? Description);
