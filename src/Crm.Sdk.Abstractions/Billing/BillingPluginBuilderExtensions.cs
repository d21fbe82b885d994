using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Billing;

/// <summary>Contributes to billing.</summary>
public static class BillingPluginBuilderExtensions
{
    /// <summary>Contributes a strategy of allocation.</summary>
    /// <typeparam name="TStrategy">The strategy, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one strategy.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddAllocationStrategy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStrategy>(
        this IPluginBuilder plugin, string? name = null)
        where TStrategy : class, IAllocationStrategy
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IAllocationStrategy, TStrategy>(BillingExtensionPoints.AllocationStrategy, name);
    }
}
