using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Credit;

/// <summary>How a plugin contributes rules for orders.</summary>
public static class CreditCheckPluginBuilderExtensions
{
    /// <summary>Contributes a rule for orders.</summary>
    /// <typeparam name="TRule">The rule, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such rule.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddCreditCheckRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>(this IPluginBuilder plugin, string? name = null)
        where TRule : class, ICreditCheckRule
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ICreditCheckRule, TRule>(CreditCheckExtensionPoints.Rule, name);
    }
}
