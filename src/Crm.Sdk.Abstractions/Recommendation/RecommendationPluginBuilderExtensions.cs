using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Recommendation;

/// <summary>How a plugin contributes recommenders.</summary>
public static class RecommendationPluginBuilderExtensions
{
    /// <summary>Contributes a recommender.</summary>
    /// <typeparam name="TRecommender">The recommender, thread-safe, made once.</typeparam>
    /// <param name="plugin">The plugin's builder.</param>
    /// <param name="name">The contribution's name in the manifest; may be left out where the manifest declares only one recommender.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CrmException">CRM5601, CRM5602 or CRM5608, as for <see cref="IPluginBuilder.Contribute"/>.</exception>
    public static IPluginBuilder AddRecommender<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRecommender>(
        this IPluginBuilder plugin, string? name = null)
        where TRecommender : class, IRecommender
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Contribute<IRecommender, TRecommender>(RecommendationExtensionPoints.Recommender, name);
    }
}
