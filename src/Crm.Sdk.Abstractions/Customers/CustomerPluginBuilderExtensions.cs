using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers;

/// <summary>Contributes to the customer archive.</summary>
public static class CustomerPluginBuilderExtensions
{
    /// <summary>Contributes attributes of customers.</summary>
    /// <typeparam name="TPack">The attributes, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one pack.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddAttributes<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPack>(
        this IPluginBuilder plugin, string? name = null)
        where TPack : class, IAttributePack
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IAttributePack, TPack>(CustomerExtensionPoints.AttributePack, name);
    }
}
