using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Credit;

/// <summary>How a plugin contributes to credit assessments.</summary>
public static class CreditPluginBuilderExtensions
{
    /// <summary>Contributes an indicator.</summary>
    /// <typeparam name="TIndicator">The indicator, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such indicator.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddScoringIndicator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TIndicator>(this IPluginBuilder plugin, string? name = null)
        where TIndicator : class, IScoringIndicator
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IScoringIndicator, TIndicator>(CreditExtensionPoints.Indicator, name);
    }

    /// <summary>Contributes a source of outside information.</summary>
    /// <typeparam name="TProvider">The provider, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one such provider.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddCreditInformationProvider<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(this IPluginBuilder plugin, string? name = null)
        where TProvider : class, ICreditInformationProvider
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ICreditInformationProvider, TProvider>(CreditExtensionPoints.InformationProvider, name);
    }
}
