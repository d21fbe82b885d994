using System.Text.Json;
using Crm.Sdk.Classification;
using Crm.Sdk.Products;
using NodaTime;

namespace Crm.Sdk.Recommendation;

internal sealed record KeptRelation(string Type, string From, string To);

internal sealed record KeptPrice(long Millionths, string Currency);

internal sealed record UpSellData(int UpgradeAfterDays, double PriceReach, KeptRelation[] Relations, UpSellPath[] Paths, Dictionary<string, KeptPrice> Prices);

/// <summary>Relations and steps by the product that they start from.</summary>
internal sealed class UpSellModel(UpSellData data) : IRecommendationModel
{
    private const double Declared = 0.6, Lesser = 0.4; // a relation that somebody declared; one that only completes what is there

    private readonly ILookup<string, KeptRelation> _relations = data.Relations.ToLookup(static relation => relation.From, StringComparer.Ordinal);
    private readonly ILookup<string, UpSellPath> _paths = data.Paths.ToLookup(static path => path.From, StringComparer.Ordinal);

    public string ToJson() => JsonSerializer.Serialize(data, RecommendationJson.Default.UpSellData);

    public IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases)
    {
        var found = new List<Suggestion>();
        foreach (PurchasedProduct product in purchases.Products)
        {
            foreach (KeptRelation relation in _relations[product.Product])
            {
                found.Add(Offer(purchases, relation.To, Weight(relation.Type, product, purchases.Today), relation.Type switch
                {
                    ProductRelationTypes.Upgrade => RecommendationReasons.Upgrade(product.Product),
                    ProductRelationTypes.Accessory => RecommendationReasons.Accessory(product.Product),
                    _ => RecommendationReasons.AddOnService(product.Product),
                }));
            }

            foreach (UpSellPath path in _paths[product.Product])
            {
                double share = (double)path.Customers / path.Of;
                found.Add(Offer(purchases, path.To, share, RecommendationReasons.Step(product.Product, share, path.Customers)));
            }
        }

        return [.. found.GroupBy(static offer => offer.Product, StringComparer.Ordinal).Select(static offers => offers.OrderByDescending(static offer => offer.Score).First())];
    }

    private double Weight(string type, PurchasedProduct product, LocalDate today)
    {
        if (type != ProductRelationTypes.Upgrade)
        {
            return type == ProductRelationTypes.AddOnService ? Declared : Lesser;
        }

        double age = product.Since is { } since ? Math.Clamp((double)Period.DaysBetween(since, today) / data.UpgradeAfterDays, 0, 1) : 0;
        return Declared * (0.5 + (0.5 * age));
    }

    private Suggestion Offer(CustomerPurchases purchases, string to, double score, Reason reason)
    {
        if (data.Prices.TryGetValue(to, out KeptPrice? price))
        {
            long reach = purchases.Products.Select(product => data.Prices.GetValueOrDefault(product.Product)).Where(paid => paid?.Currency == price.Currency).Select(static paid => paid!.Millionths).DefaultIfEmpty(0).Max();
            score = reach > 0 && price.Millionths > reach * data.PriceReach ? score / 2 : score;
        }

        return new Suggestion(to, score, [reason]);
    }
}
