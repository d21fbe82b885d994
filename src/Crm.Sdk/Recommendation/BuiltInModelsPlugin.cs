using Crm.Sdk.Clustering;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Recommendation;

/// <summary>The plugin <c>crm.models</c>: the SDK's own recommenders and clusterer, on the way that every plugin's go.</summary>
public sealed class BuiltInModelsPlugin : ICrmPlugin
{
    /// <summary>The plugin's id.</summary>
    public const string Id = "crm.models";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .AddOptions<RecommenderOptions>()
            .AddRecommender<RuleRecommender>("association-rules")
            .AddRecommender<SimilarItemsRecommender>("similar-items")
            .AddRecommender<UpSellRecommender>("up-sell")
            .AddRecommender<RepeatRecommender>("repeat")
            .AddClusterer<KMeans>("k-means");
    }
}
