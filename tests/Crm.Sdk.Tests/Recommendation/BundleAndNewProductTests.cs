using Crm.Sdk.Customers;
using Crm.Sdk.Products;
using Crm.Sdk.Recommendation;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.Tests.Transactions;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Transactions.TradeFixture;

namespace Crm.Sdk.Tests.Recommendation;

/// <summary>Bundles, baskets of categories, and how a new product relates to purchases (RE-1, CA-6), by hand.</summary>
public sealed class BundleAndNewProductTests
{
    [Fact] // ab in 4 of 7 baskets; a in 5, b in 5: lift 4·7 / 25. abd in 2, d in 2: 2·49 / (5·5·2)
    public void RE_1_bundles_are_closed_sets_that_sell_together_more_often_than_chance()
    {
        IReadOnlyList<Bundle> found = BundleFinder.Find(Toys.Arules, 0.2m, 1.1, 3, CancellationToken.None);

        Assert.Equal([("a,b,d", 2, 1.96), ("a,b", 4, 1.12)], found.Select(static bundle => (string.Join(',', bundle.Items), bundle.Count, Math.Round(bundle.Lift, 12))));
    }

    [Fact]
    public async Task RE_1_baskets_of_categories_leave_out_products_without_one()
    {
        TradeFixture trade = await StartAsync();
        await trade.AddAsync(Sale(trade.Ada, At(3, 1), Line("green", 1, 4m), Line("black", 1, 6m), Line("cup", 1, 3m), Line("stray", 1, 1m)));

        BasketSet baskets = await new BasketReader(trade.Core.Crm, trade.Core.Store).ReadAsync(SessionFixture.Ada, Summer, new BasketOptions { ByCategory = true }, null, CancellationToken.None);

        Assert.Equal(["drinks/tea", "ware/cups"], baskets.Items.Order(StringComparer.Ordinal));
    }

    [Fact] // category 0.4 · 1/2, attributes 0.3 · 1/2, relation 0.6: 1 − 0.8 · 0.85 · 0.4
    public void CA_6_a_new_product_relates_by_category_by_equal_attributes_and_by_what_it_is_to_others()
    {
        Product fresh = Of("white", "drinks/tea", ("brand", "Hill"), ("grade", "1"));
        Product[] known = [Of("green", "drinks/tea", ("brand", "Hill"), ("grade", "2")), Of("cup", "ware", ("brand", "Clay"))];
        var relation = new NewProductRelation(fresh, known, [ProductRelation.Of(ProductRelationTypes.Accessory, "white", "cup")], null);

        Suggestion found = relation.Score(Bought("green", "cup"))!;

        Assert.Equal(1 - (0.8 * 0.85 * 0.4), found.Score, 1e-12);
        Assert.Equal(["recommendation.new.relation", "recommendation.new.category", "recommendation.new.attributes"], found.Reasons.Select(static reason => reason.Code));
    }

    [Fact]
    public void CA_6_who_has_the_product_or_bought_nothing_that_relates_gets_no_score()
    {
        var relation = new NewProductRelation(Of("white", "drinks/tea"), [Of("cup", "ware")], [], null);

        Assert.Null(relation.Score(Bought("white")));
        Assert.Null(relation.Score(Bought("cup")));
        Assert.Null(relation.Score(Bought()));
    }

    private static Product Of(string key, string category, params (string Name, string Value)[] attributes) =>
        Product.Of(key, key) with { Category = category, Attributes = [.. attributes.Select(static attribute => new AttributeValue(attribute.Name, attribute.Value))] };

    private static CustomerPurchases Bought(params string[] products) => new(new LocalDate(2026, 6, 30), [.. products.Select(static product => new PurchasedProduct(product))]);
}
