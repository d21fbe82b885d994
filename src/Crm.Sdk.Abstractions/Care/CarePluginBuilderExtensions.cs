using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Care;

/// <summary>How a plugin contributes to care.</summary>
public static class CarePluginBuilderExtensions
{
    /// <summary>Contributes a function for templates.</summary>
    /// <typeparam name="TFunction">The function, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such function.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddTemplateFunction<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(this IPluginBuilder plugin, string? name = null)
        where TFunction : class, ITemplateFunction
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ITemplateFunction, TFunction>(CareExtensionPoints.TemplateFunction, name);
    }

    /// <summary>Contributes a trigger of care plans.</summary>
    /// <typeparam name="TTrigger">The trigger, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such trigger.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddCareTrigger<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTrigger>(this IPluginBuilder plugin, string? name = null)
        where TTrigger : class, ICareTrigger
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ICareTrigger, TTrigger>(CareExtensionPoints.Trigger, name);
    }
}
