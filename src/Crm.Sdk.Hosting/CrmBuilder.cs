using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Sdk.Hosting;

/// <summary>The builder that <c>AddCrm</c> hands out.</summary>
internal sealed class CrmBuilder(IServiceCollection services, CrmSetup setup) : ICrmBuilder
{
    public IServiceCollection Services => services;

    public ICrmBuilder AddPlugin<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TPlugin>()
        where TPlugin : class, ICrmPlugin, new()
    {
        setup.Sources.Add(PluginSource.Referenced<TPlugin>());
        return this;
    }

    public ICrmBuilder AddPluginsFrom(string folder)
    {
        setup.Sources.Add(PluginSource.Folder(folder));
        return this;
    }

    public ICrmBuilder ConfigurePlugin(string pluginId, string key, string? value)
    {
        var id = new PluginId(pluginId);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (!setup.Settings.TryGetValue(id, out Dictionary<string, string?>? settings))
        {
            setup.Settings.Add(id, settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase));
        }

        if (value is null)
        {
            settings.Remove(key);
        }
        else
        {
            settings[key] = value;
        }

        return this;
    }
}
