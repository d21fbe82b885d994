using System.Text.Json;

namespace Crm.Sdk.Recommendation;

internal sealed record KeptNeighbour(string Item, double Score, int Customers);

internal sealed record SimilarItemsData(double Shrinkage, int Neighbours, Dictionary<string, KeptNeighbour[]> Near);

/// <summary>The similar items of each item.</summary>
internal sealed class SimilarItemsModel(SimilarItemsData data) : IRecommendationModel
{
    public string ToJson() => JsonSerializer.Serialize(data, RecommendationJson.Default.SimilarItemsData);

    public IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases)
    {
        var best = new Dictionary<string, (string Of, KeptNeighbour Near)>(StringComparer.Ordinal);
        foreach (PurchasedProduct product in purchases.Products)
        {
            foreach (KeptNeighbour near in data.Near.GetValueOrDefault(product.Product) ?? [])
            {
                if (!best.TryGetValue(near.Item, out (string Of, KeptNeighbour Near) other) || near.Score > other.Near.Score)
                {
                    best[near.Item] = (product.Product, near);
                }
            }
        }

        return [.. best.Values.Select(static found => new Suggestion(found.Near.Item, found.Near.Score, [RecommendationReasons.Similar(found.Of, found.Near.Customers)]))];
    }
}
