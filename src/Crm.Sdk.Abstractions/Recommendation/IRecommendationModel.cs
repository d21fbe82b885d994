namespace Crm.Sdk.Recommendation;

/// <summary>What a recommender has learned, with its parameters.</summary>
/// <remarks>Immutable and thread-safe; the same purchases always give the same answer. Called for many customers in one guarded call: no input or output.</remarks>
public interface IRecommendationModel
{
    /// <summary>The model as JSON, to be kept.</summary>
    string ToJson();

    /// <summary>Says what to offer to a customer.</summary>
    /// <param name="purchases">What the customer bought and owns.</param>
    /// <returns>Each product once, with a score of 0 to 1 and one reason at least, in any order; none where nothing is to be said.</returns>
    IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases);
}
