using System.Globalization;
using Crm.Sdk.Products;
using Crm.Sdk.Recommendation;
using NodaTime;

namespace Crm.Sdk.Conformance.Recommenders;

/// <summary>One run of a recommender law: random orders of some thirty products with prices, categories and relations, and the purchases that they come from.</summary>
internal sealed class RecommenderLawRun
{
    private static readonly LocalDate Today = new(2026, 6, 30);

    public RecommenderLawRun(IRecommenderFixture fixture, ulong seed, int size, CancellationToken cancellationToken)
    {
        (Fixture, Recommender, Token) = (fixture, fixture.Create(), cancellationToken);
        var random = new Random(unchecked((int)seed));
        string[] keys = [.. Enumerable.Range(0, 30).Select(static number => $"p{number:00}")];
        var builder = new BasketSetBuilder();
        var customers = new List<CustomerPurchases>();
        for (int customer = 0; customer < Math.Max(8, size / 4); customer++)
        {
            var bought = new SortedDictionary<string, SortedSet<LocalDate>>(StringComparer.Ordinal);
            for (int orders = 1 + random.Next(6); orders > 0; orders--)
            {
                LocalDate day = Today.PlusDays(-random.Next(400));
                string[] basket = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => keys[random.Next(keys.Length) * random.Next(keys.Length) / keys.Length]).Distinct()];
                builder.Add(new CustomerId(new Guid(customer, 1, 1, [0, 0, 0, 0, 0, 0, 0, 1])), day, basket);
                foreach (string product in basket)
                {
                    (bought.TryGetValue(product, out SortedSet<LocalDate>? days) ? days : bought[product] = []).Add(day);
                }
            }

            customers.Add(new CustomerPurchases(Today, bought.Select(static of => new PurchasedProduct(of.Key)
            {
                Days = of.Value.ToValueList(),
                Quantities = of.Value.Select(static _ => Quantity.One).ToValueList(),
                Since = of.Value.Min,
            }).ToValueList()));
        }

        string[] types = [ProductRelationTypes.Upgrade, ProductRelationTypes.Accessory, ProductRelationTypes.AddOnService, ProductRelationTypes.Substitute];
        Customers = customers;
        Data = new RecommendationData
        {
            AsOf = AsOf.EndOf(Today, DateTimeZone.Utc),
            Baskets = builder.Build(),
            Products = [.. keys.Select((key, at) => Product.Of(key, key, UnitPrice.Of(1 + random.Next(100), Currency.Usd)) with { Category = $"c{at % 4}" })],
            Relations = [.. Enumerable.Range(0, 20).Select(at => ProductRelation.Of(types[at % types.Length], keys[at], keys[at + 1 + random.Next(9)]))],
        };
    }

    public IRecommenderFixture Fixture { get; }

    public IRecommender Recommender { get; }

    public CancellationToken Token { get; }

    public RecommendationData Data { get; }

    public IReadOnlyList<CustomerPurchases> Customers { get; }

    public async Task<IRecommendationModel> TrainAsync(IRecommender recommender) => await recommender.TrainAsync(Data, Token).ConfigureAwait(false);

    /// <summary>An answer as text, whatever its order.</summary>
    public static string Text(IReadOnlyList<Suggestion> answer) => string.Join(
        '\n',
        answer.OrderBy(static one => one.Product, StringComparer.Ordinal).Select(static one => $"{one.Product} {one.Score.ToString("R", CultureInfo.InvariantCulture)} {string.Join(' ', one.Reasons)}"));

    public void ExpectSame(IRecommendationModel one, IRecommendationModel other, string when)
    {
        foreach (CustomerPurchases customer in Customers)
        {
            Statement.Expect(Text(one.Suggest(customer)) == Text(other.Suggest(customer)), $"A customer of {customer.Products.Count} products got another answer {when}.");
        }
    }
}
