using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Sdk;

/// <summary>Sets up the customer relationship core on a host. Plugin packages bring extension methods on it, such as <c>UseSqlite</c>.</summary>
/// <remarks>Used by one thread, while the host is being built.</remarks>
public interface ICrmBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds a plugin that the host references. It goes the same way as one from a folder, except that it shares the host's assemblies and cannot be reloaded.</summary>
    /// <typeparam name="TPlugin">The plugin's entry class; its assembly embeds the manifest as the resource <c>plugin.json</c>.</typeparam>
    /// <returns>This builder. Adding the same class again changes nothing.</returns>
    ICrmBuilder AddPlugin<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TPlugin>()
        where TPlugin : class, ICrmPlugin, new();

    /// <summary>Adds the plugins of a folder: the folder itself where it holds a <c>plugin.json</c>, otherwise each folder in it.</summary>
    /// <param name="folder">An absolute path, or one relative to the folder that the host's program lies in. It is looked at when the host starts.</param>
    /// <returns>This builder.</returns>
    ICrmBuilder AddPluginsFrom(string folder);

    /// <summary>Sets one setting of a plugin in code. It stands above the host's configuration.</summary>
    /// <param name="pluginId">The plugin's id; it need not have been added yet.</param>
    /// <param name="key">The key under <c>Crm:Plugins:{id}</c>, with <c>:</c> between levels.</param>
    /// <param name="value">The value; null removes what an earlier call set.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="CrmException">CRM1001: the id has another form.</exception>
    ICrmBuilder ConfigurePlugin(string pluginId, string key, string? value);
}
