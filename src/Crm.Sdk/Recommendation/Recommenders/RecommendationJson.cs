using System.Text.Json.Serialization;

namespace Crm.Sdk.Recommendation;

/// <summary>How the models of the built-in recommenders are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RuleModelData))]
[JsonSerializable(typeof(SimilarItemsData))]
[JsonSerializable(typeof(UpSellData))]
internal sealed partial class RecommendationJson : JsonSerializerContext;
