namespace Crm.Sdk.Recommendation;

/// <summary>Extension point: a recommender, 推荐模型. It learns a model from what was bought, and the model says what to offer to a customer (RE-1, RE-2).</summary>
/// <remarks>
/// Recommenders are thread-safe singletons. The same data always train a model of the same answers. Whether a product may be offered at all (owned, returned, no longer sold)
/// is the host's to judge, not a recommender's. A recommender that fails is left out of the answer, with the reason.
/// </remarks>
public interface IRecommender
{
    /// <summary>What the recommender says of itself; the same object every time.</summary>
    RecommenderDescriptor Descriptor { get; }

    /// <summary>Learns a model.</summary>
    /// <param name="data">What was bought.</param>
    /// <param name="cancellationToken">Stops learning.</param>
    ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken);

    /// <summary>Reads a model that this version of the recommender trained; its answers are those of the model that was written.</summary>
    /// <param name="json">What <see cref="IRecommendationModel.ToJson"/> wrote.</param>
    /// <exception cref="Exception">The text is no such model.</exception>
    IRecommendationModel Load(string json);
}
