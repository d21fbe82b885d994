using Crm.Sdk.Plugins;

namespace Crm.Sdk.Recommendation;

/// <summary>The extension points of recommendation.</summary>
/// <remarks>Thread-safe.</remarks>
public static class RecommendationExtensionPoints
{
    /// <summary>Recommenders: <c>recommender</c>.</summary>
    public static ExtensionPoint Recommender { get; } = new("recommender", typeof(IRecommender));
}
