using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk;

/// <summary>Contributes texts.</summary>
public static class TextPluginBuilderExtensions
{
    /// <summary>Contributes a catalogue of texts.</summary>
    /// <typeparam name="TCatalogue">The catalogue, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one catalogue.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddTexts<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCatalogue>(
        this IPluginBuilder plugin, string? name = null)
        where TCatalogue : class, ITextCatalogue
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<ITextCatalogue, TCatalogue>(TextExtensionPoints.Catalogue, name);
    }
}
