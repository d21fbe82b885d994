using Crm.Sdk.Recommendation;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a recommender writes to have the recommender laws run on it.</summary>
public interface IRecommenderFixture
{
    /// <summary>Makes the recommender with the settings that are to be proved. Two that are made train the same models.</summary>
    IRecommender Create();
}
