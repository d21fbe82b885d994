using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Clustering;

/// <summary>How a plugin contributes clusterers.</summary>
public static class ClusteringPluginBuilderExtensions
{
    /// <summary>Contributes a clusterer.</summary>
    /// <typeparam name="TClusterer">The clusterer, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one clusterer.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddClusterer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TClusterer>(
        this IPluginBuilder plugin, string? name = null)
        where TClusterer : class, IClusterer
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IClusterer, TClusterer>(ClusteringExtensionPoints.Clusterer, name);
    }
}
