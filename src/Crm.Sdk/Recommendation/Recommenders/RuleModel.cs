using System.Text.Json;

namespace Crm.Sdk.Recommendation;

internal sealed record KeptRule(string[] From, string To, double Confidence, int Baskets);

internal sealed record RuleModelData(decimal MinSupport, decimal MinConfidence, int MaxLength, KeptRule[] Rules);

/// <summary>Rules by the first item of their left side.</summary>
internal sealed class RuleModel(RuleModelData data) : IRecommendationModel
{
    private readonly ILookup<string, KeptRule> _byFirst = data.Rules.ToLookup(static rule => rule.From[0], StringComparer.Ordinal);

    public string ToJson() => JsonSerializer.Serialize(data, RecommendationJson.Default.RuleModelData);

    public IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases)
    {
        HashSet<string> bought = new(purchases.Products.Select(static product => product.Product), StringComparer.Ordinal);
        var best = new Dictionary<string, KeptRule>(StringComparer.Ordinal);
        foreach (PurchasedProduct product in purchases.Products)
        {
            foreach (KeptRule rule in _byFirst[product.Product])
            {
                if (rule.From.All(bought.Contains) && (!best.TryGetValue(rule.To, out KeptRule? other) || rule.Confidence > other.Confidence))
                {
                    best[rule.To] = rule;
                }
            }
        }

        return [.. best.Values.Select(static rule => new Suggestion(rule.To, rule.Confidence, [RecommendationReasons.Rule(string.Join(", ", rule.From), rule.Confidence, rule.Baskets)]))];
    }
}
