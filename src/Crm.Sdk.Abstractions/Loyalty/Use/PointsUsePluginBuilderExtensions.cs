using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Loyalty;

/// <summary>How a plugin contributes orders in which points are used.</summary>
public static class PointsUsePluginBuilderExtensions
{
    /// <summary>Contributes an order in which points are used.</summary>
    /// <typeparam name="TOrder">The order, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such order.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddPointsUseOrder<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TOrder>(this IPluginBuilder plugin, string? name = null)
        where TOrder : class, IPointsUseOrder
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IPointsUseOrder, TOrder>(PointsUseExtensionPoints.Order, name);
    }
}
