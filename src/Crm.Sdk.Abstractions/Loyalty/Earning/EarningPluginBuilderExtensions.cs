using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Loyalty;

/// <summary>How a plugin contributes earning rules.</summary>
public static class EarningPluginBuilderExtensions
{
    /// <summary>Contributes a rule by which members earn points.</summary>
    /// <typeparam name="TRule">The rule, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such rule.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddEarningRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>(this IPluginBuilder plugin, string? name = null)
        where TRule : class, IEarningRule
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IEarningRule, TRule>(EarningExtensionPoints.Rule, name);
    }
}
