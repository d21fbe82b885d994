using Crm.Sdk.Plugins;

namespace Crm.Sdk.Hosting;

/// <summary>What a host's code has said about plugins, until the host is built.</summary>
internal sealed class CrmSetup
{
    /// <summary>Where plugins come from, in the order of the calls.</summary>
    public List<PluginSource> Sources { get; } = [];

    /// <summary>The settings of plugins that code has set.</summary>
    public Dictionary<PluginId, Dictionary<string, string?>> Settings { get; } = [];
}
