using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Recommendation;

/// <summary>Offers what is bought together with what the customer bought: association rules, 关联规则.</summary>
/// <remarks>The score is the confidence of the firmest rule whose left side the customer has and whose lift is above 1.</remarks>
public sealed class RuleRecommender(IOptions<RecommenderOptions> options) : IRecommender
{
    /// <inheritdoc/>
    public RecommenderDescriptor Descriptor { get; } = new("crm.association-rules", 1);

    /// <inheritdoc/>
    public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        RecommenderOptions settings = options.Value;
        decimal support = data.Baskets.Count == 0 ? settings.MinSupport : Math.Min(1, Math.Max(settings.MinSupport, (decimal)settings.MinBaskets / data.Baskets.Count));
        MinedRules mined = RuleMiner.Mine(
            data.Baskets, new RuleOptions { MinSupport = support, MinConfidence = settings.MinConfidence, MaxLength = settings.MaxLength }, null, cancellationToken);
        return ValueTask.FromResult<IRecommendationModel>(new RuleModel(new RuleModelData(
            support,
            settings.MinConfidence,
            settings.MaxLength,
            [.. mined.Rules.Where(static rule => rule.Lift > 1).Select(static rule => new KeptRule([.. rule.Antecedent], rule.Consequent[0], rule.Confidence, rule.Count))])));
    }

    /// <inheritdoc/>
    public IRecommendationModel Load(string json) => new RuleModel(JsonSerializer.Deserialize(json, RecommendationJson.Default.RuleModelData) ?? throw new JsonException("The model is null."));
}
