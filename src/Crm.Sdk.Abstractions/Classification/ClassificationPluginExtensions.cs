using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Classification;

/// <summary>How a plugin contributes rules and facts.</summary>
public static class ClassificationPluginExtensions
{
    /// <summary>Contributes a classification rule.</summary>
    /// <typeparam name="TRule">The rule, an <see cref="IClassificationRule"/> or an <see cref="IBatchRule"/>.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one rule.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>(
        this IPluginBuilder plugin, string? name = null)
        where TRule : class, IRule
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IRule, TRule>(ClassificationExtensionPoints.Rule, name);
    }

    /// <summary>Contributes a source of facts.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one fact source.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddFactSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(
        this IPluginBuilder plugin, string? name = null)
        where TSource : class, IFactSource
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IFactSource, TSource>(ClassificationExtensionPoints.FactSource, name);
    }
}
