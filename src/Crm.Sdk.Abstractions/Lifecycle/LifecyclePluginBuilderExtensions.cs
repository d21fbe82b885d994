using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Lifecycle;

/// <summary>How a plugin contributes stages of customers' lives.</summary>
public static class LifecyclePluginBuilderExtensions
{
    /// <summary>Contributes stages, their transitions, and the facts that these ask for.</summary>
    /// <typeparam name="TSource">The source, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such source.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddLifecycleSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(this IPluginBuilder plugin, string? name = null)
        where TSource : class, ILifecycleSource
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ILifecycleSource, TSource>(LifecycleExtensionPoints.Source, name);
    }
}
