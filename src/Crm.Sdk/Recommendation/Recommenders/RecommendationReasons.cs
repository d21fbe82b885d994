using Crm.Sdk.Classification;

namespace Crm.Sdk.Recommendation;

/// <summary>The codes of the built-in recommenders' reasons; their texts are the SDK's own.</summary>
internal static class RecommendationReasons
{
    public static Reason Rule(string products, double confidence, int baskets) => new("recommendation.rule", [products, 100 * confidence, baskets]);

    public static Reason Similar(string product, int customers) => new("recommendation.similar", [product, customers]);

    public static Reason Step(string product, double share, int customers) => new("recommendation.step", [product, 100 * share, customers]);

    public static Reason Upgrade(string product) => new("recommendation.upgrade", [product]);

    public static Reason Accessory(string product) => new("recommendation.accessory", [product]);

    public static Reason AddOnService(string product) => new("recommendation.add-on-service", [product]);

    public static Reason Due(double intervalDays, NodaTime.LocalDate expected) => new("recommendation.due", [intervalDays, expected]);
}
