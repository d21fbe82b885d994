using System.Text.Json;
using Crm.Sdk.Products;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Recommendation;

/// <summary>Offers upgrades, accessories and services that go with what the customer has, 升级与增值 (RE-2): declared relations, and steps to dearer products of a category that others took.</summary>
public sealed class UpSellRecommender(IOptions<RecommenderOptions> options) : IRecommender
{
    /// <inheritdoc/>
    public RecommenderDescriptor Descriptor { get; } = new("crm.up-sell", 1);

    /// <inheritdoc/>
    public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        RecommenderOptions settings = options.Value;
        KeptRelation[] relations =
        [
            .. data.Relations.Where(static relation => relation.Type is ProductRelationTypes.Upgrade or ProductRelationTypes.Accessory or ProductRelationTypes.AddOnService)
                .Select(static relation => new KeptRelation(relation.Type, relation.From, relation.To)),
        ];
        var prices = data.Products.Where(static product => product.ListPrice is not null)
            .ToDictionary(static product => product.Key, static product => new KeptPrice(product.ListPrice!.Value.Millionths, product.ListPrice.Value.Currency.Code), StringComparer.Ordinal);
        return ValueTask.FromResult<IRecommendationModel>(new UpSellModel(new UpSellData(
            settings.UpgradeAfterDays, settings.PriceReach, relations, UpSellPaths.Find(data, settings.MinSteps, cancellationToken), prices)));
    }

    /// <inheritdoc/>
    public IRecommendationModel Load(string json) => new UpSellModel(JsonSerializer.Deserialize(json, RecommendationJson.Default.UpSellData) ?? throw new JsonException("The model is null."));
}
