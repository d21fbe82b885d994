using Microsoft.Extensions.Configuration;

namespace Crm.Sdk.Plugins;

/// <summary>The settings of each plugin: the section <c>Crm:Plugins:{id}</c> of the host's configuration, under what code has set.</summary>
internal sealed class PluginSettings(IConfiguration? host, IReadOnlyDictionary<PluginId, IReadOnlyDictionary<string, string?>> overrides) : IDisposable
{
    private readonly Dictionary<PluginId, IConfigurationRoot> _settings = [];

    /// <summary>The settings of a plugin, relative to its section.</summary>
    public IConfiguration For(PluginId id)
    {
        if (_settings.TryGetValue(id, out IConfigurationRoot? known))
        {
            return known;
        }

        var builder = new ConfigurationBuilder();
        if (host is not null)
        {
            builder.Add(new HostSettingsSource(host.GetSection($"Crm:Plugins:{id}")));
        }

        if (overrides.TryGetValue(id, out IReadOnlyDictionary<string, string?>? values))
        {
            builder.AddInMemoryCollection(values);
        }

        return _settings[id] = builder.Build();
    }

    public void Dispose()
    {
        foreach (IConfigurationRoot settings in _settings.Values)
        {
            (settings as IDisposable)?.Dispose();
        }
    }
}
