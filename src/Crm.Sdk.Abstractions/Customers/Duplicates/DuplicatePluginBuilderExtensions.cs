using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>How a plugin contributes rules on duplicates.</summary>
public static class DuplicatePluginBuilderExtensions
{
    /// <summary>Contributes a match rule.</summary>
    /// <typeparam name="TRule">The rule, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one match rule.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddMatchRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>(
        this IPluginBuilder plugin, string? name = null)
        where TRule : class, IMatchRule
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IMatchRule, TRule>(DuplicateExtensionPoints.MatchRule, name);
    }

    /// <summary>Contributes a rule that decides what happens to probable duplicates.</summary>
    /// <typeparam name="TRule">The rule, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such rule.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddDuplicateAction<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>(
        this IPluginBuilder plugin, string? name = null)
        where TRule : class, IDuplicateActionRule
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IDuplicateActionRule, TRule>(DuplicateExtensionPoints.Action, name);
    }
}
