using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>Offers what is due again by the customer's own rhythm, 复购提醒 (RE-3). It learns nothing from others.</summary>
/// <remarks>The score is 1 on the expected day and falls with the ratio of the days passed to the usual interval, or its inverse; below 0.8 before the day nothing is offered.</remarks>
public sealed class RepeatRecommender : IRecommender
{
    /// <inheritdoc/>
    public RecommenderDescriptor Descriptor { get; } = new("crm.repeat", 1);

    /// <inheritdoc/>
    public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken) => ValueTask.FromResult<IRecommendationModel>(new Model());

    /// <inheritdoc/>
    public IRecommendationModel Load(string json) => new Model();

    private sealed class Model : IRecommendationModel
    {
        private const double Early = 0.8;

        public string ToJson() => "{}";

        public IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases)
        {
            var due = new List<Suggestion>();
            foreach (PurchasedProduct product in purchases.Products)
            {
                if (PurchaseRhythm.Of(product.Days) is { } rhythm && Period.DaysBetween(rhythm.Last, purchases.Today) / rhythm.IntervalDays is var ratio and >= Early)
                {
                    Reason reason = RecommendationReasons.Due(rhythm.IntervalDays, rhythm.Expected);
                    due.Add(new Suggestion(product.Product, ratio <= 1 ? ratio : 1 / ratio, [reason]));
                }
            }

            return due;
        }
    }
}
