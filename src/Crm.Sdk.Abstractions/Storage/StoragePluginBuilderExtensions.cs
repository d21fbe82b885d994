using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Storage;

/// <summary>Contributes stores.</summary>
public static class StoragePluginBuilderExtensions
{
    /// <summary>Contributes a store. A host uses one.</summary>
    /// <typeparam name="TStore">The store, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one store.</param>
    /// <returns>The builder.</returns>
    public static IPluginBuilder AddStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>(
        this IPluginBuilder plugin, string? name = null)
        where TStore : class, ICrmStore
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ICrmStore, TStore>(StorageExtensionPoints.Storage, name);
    }
}
