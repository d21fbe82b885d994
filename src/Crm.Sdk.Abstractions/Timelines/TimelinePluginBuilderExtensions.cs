using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Timelines;

/// <summary>Contributes sources of timelines.</summary>
public static class TimelinePluginBuilderExtensions
{
    /// <summary>Contributes a source of timelines.</summary>
    /// <typeparam name="TSource">The source, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one source.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddTimelineSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(
        this IPluginBuilder plugin, string? name = null)
        where TSource : class, ITimelineSource
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ITimelineSource, TSource>(TimelineExtensionPoints.Source, name);
    }
}
