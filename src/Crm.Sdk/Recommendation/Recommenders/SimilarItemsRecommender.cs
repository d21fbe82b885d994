using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Recommendation;

/// <summary>Offers what customers of the same products bought too: item-to-item similarity, 相似商品.</summary>
/// <remarks>The score is the greatest similarity to something that the customer has (<see cref="ItemSimilarity"/>).</remarks>
public sealed class SimilarItemsRecommender(IOptions<RecommenderOptions> options) : IRecommender
{
    /// <inheritdoc/>
    public RecommenderDescriptor Descriptor { get; } = new("crm.similar-items", 1);

    /// <inheritdoc/>
    public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        RecommenderOptions settings = options.Value;
        var similarity = new ItemSimilarity(data.Baskets, settings.Shrinkage);
        int[] shared = new int[data.Baskets.Items.Count];
        var near = new Dictionary<string, KeptNeighbour[]>(StringComparer.Ordinal);
        for (int item = 0; item < data.Baskets.Items.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            KeptNeighbour[] kept = [.. similarity.Nearest(item, settings.Neighbours, shared).Select(other => new KeptNeighbour(data.Baskets.Items[other.Item], other.Score, other.Customers))];
            if (kept.Length > 0)
            {
                near.Add(data.Baskets.Items[item], kept);
            }
        }

        return ValueTask.FromResult<IRecommendationModel>(new SimilarItemsModel(new SimilarItemsData(settings.Shrinkage, settings.Neighbours, near)));
    }

    /// <inheritdoc/>
    public IRecommendationModel Load(string json) => new SimilarItemsModel(JsonSerializer.Deserialize(json, RecommendationJson.Default.SimilarItemsData) ?? throw new JsonException("The model is null."));
}
