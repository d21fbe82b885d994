using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Recommendation;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.Tests.Transactions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Transactions.TradeFixture;

namespace Crm.Sdk.Tests.Recommendation;

/// <summary>What is offered to whom, and when recommenders learn (RE-1).</summary>
public sealed class RecommendationDeskTests
{
    [Fact]
    public async Task RE_1_what_is_had_came_back_is_out_of_stock_or_no_longer_sold_is_left_out_with_its_reason()
    {
        TradeFixture trade = await StartAsync();
        Order back = Sale(trade.Ada, At(3, 1), Line("cup", 1, 3m));
        await trade.AddAsync(Sale(trade.Ada, At(3, 1), Line("green", 1, 4m)), back, Order.Return(back, At(3, 2), [], new ReturnedLine(0, 1)));
        await trade.AddProductAsync(Product.Of("pot", "pot") with { Attributes = [new AttributeValue("stock", "0")] }, Product.Of("tin", "tin") with { IsActive = false }, Product.Of("lid", "lid") with { Attributes = [new AttributeValue("stock", "2")] });

        Recommendations found = await Desk(trade, new Naming("green", "cup", "pot", "tin", "lid", "black")).ForAsync(SessionFixture.Ada, trade.Ada.Id, Summer, 9, CancellationToken.None);

        Assert.Equal(["black", "lid"], found.Offers.Select(static offer => offer.Product).Order(StringComparer.Ordinal));
        Assert.Equal(
            [("cup", "recommendation.left-out.returned"), ("green", "recommendation.left-out.owned"), ("pot", "recommendation.left-out.out-of-stock"), ("tin", "recommendation.left-out.not-sold")],
            found.LeftOut.Select(static left => (left.Product, left.Code)));
    }

    [Fact]
    public async Task RE_1_what_was_bought_on_two_days_may_be_offered_again()
    {
        TradeFixture trade = await StartAsync();
        await trade.AddAsync(Sale(trade.Ada, At(3, 1), Line("green", 1, 4m)), Sale(trade.Ada, At(3, 2), Line("green", 1, 4m)));

        Assert.Equal(["green"], (await Desk(trade, new Naming("green")).ForAsync(SessionFixture.Ada, trade.Ada.Id, Summer, 9, CancellationToken.None)).Offers.Select(static offer => offer.Product));
    }

    [Fact]
    public async Task RE_1_who_opted_out_gets_nothing_and_the_recommenders_are_not_asked()
    {
        TradeFixture trade = await StartAsync();
        await trade.ChangeAsync(trade.Ada.Id, static ada => ada with { Attributes = [new AttributeValue("no-recommendations", "true")] });
        var naming = new Naming("green");

        Recommendations found = await Desk(trade, naming).ForAsync(SessionFixture.Ada, trade.Ada.Id, Summer, 9, CancellationToken.None);

        Assert.Equal(("recommendation.refused.opted-out", 0, 0), (found.Refusal, found.Offers.Count, naming.Learned));
    }

    [Fact]
    public async Task DQ_3_purchases_of_a_merged_customer_count_for_the_survivor()
    {
        TradeFixture trade = await StartAsync();
        await trade.AddAsync(Sale(trade.Bolton, At(3, 1), Line("green", 1, 4m)));
        await trade.MergeAsync(trade.Bolt, trade.Bolton);

        Recommendations found = await Desk(trade, new Naming("green", "black")).ForAsync(SessionFixture.Ada, trade.Bolt.Id, Summer, 9, CancellationToken.None);

        Assert.Equal("black", Assert.Single(found.Offers).Product);
        Assert.Equal("green", Assert.Single(found.LeftOut).Product);
    }

    [Fact]
    public async Task RE_1_a_recommender_without_a_kept_model_learns_once_for_a_day_and_again_when_that_is_old()
    {
        TradeFixture trade = await StartAsync();
        var naming = new Naming("green");
        RecommendationDesk desk = Desk(trade, naming);
        var morning = AsOf.At(At(6, 30, 9), DateTimeZone.Utc);

        await desk.ForAsync(SessionFixture.Ada, trade.Ada.Id, morning, 9, CancellationToken.None);
        await desk.ForAsync(SessionFixture.Ada, trade.Bolt.Id, AsOf.At(At(6, 30, 17), DateTimeZone.Utc), 9, CancellationToken.None);
        Assert.Equal((1, At(6, 29).InUtc().Date), (naming.Learned, naming.LearnedAsOf!.Date)); // what had ended by then
        trade.Core.Clock.Advance(Duration.FromHours(2));
        await desk.ForAsync(SessionFixture.Ada, trade.Ada.Id, morning, 9, CancellationToken.None);
        Assert.Equal(2, naming.Learned);
        await desk.TrainAsync(SessionFixture.Ada, Summer, null, CancellationToken.None);
        await desk.ForAsync(SessionFixture.Ada, trade.Ada.Id, Summer, 9, CancellationToken.None);
        Assert.Equal(3, naming.Learned); // by the training alone
    }

    [Fact]
    public async Task RE_1_many_customers_are_answered_in_their_order_by_models_that_are_read_once()
    {
        TradeFixture trade = await StartAsync();
        await trade.ChangeAsync(trade.Bolt.Id, static bolt => bolt with { Attributes = [new AttributeValue("no-recommendations", "true")] });
        await trade.AddAsync(Sale(trade.Ada, At(3, 1), Line("green", 1, 4m)));
        CustomerId[] asked = [trade.Bolton.Id, trade.Bolt.Id, trade.Ada.Id];
        var naming = new Naming("green");

        Recommendations[] found = await Desk(trade, naming).ForAllAsync(SessionFixture.Ada, asked.ToAsyncEnumerable(), Summer, 9, CancellationToken.None).ToArrayAsync();

        Assert.Equal(asked, found.Select(static one => one.Customer));
        Assert.Equal([1, 0, 0], found.Select(static one => one.Offers.Count));
        Assert.Equal((1, 1), (naming.Learned, naming.Loaded));
        CrmException unknown = await Assert.ThrowsAsync<CrmException>(() => Desk(trade, naming).ForAsync(SessionFixture.Ada, CustomerId.New(), Summer, 9, CancellationToken.None));
        Assert.Equal(CustomerErrorCodes.Unknown, unknown.Code);
    }

    [Fact]
    public async Task RE_1_a_recommender_that_fails_is_named_and_the_others_answer()
    {
        TradeFixture trade = await StartAsync();

        Recommendations found = await Desk(trade, new Naming("black"), new Failing()).ForAsync(SessionFixture.Ada, trade.Ada.Id, Summer, 9, CancellationToken.None);

        Assert.Equal("black", Assert.Single(found.Offers).Product);
        Assert.Contains("out of ideas", Assert.Single(found.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_models_go_when_newer_ones_are_kept()
    {
        TradeFixture trade = await StartAsync();
        RecommendationDesk desk = Desk(trade, new RecommendationSettings { KeptModels = 2 }, new Naming("green"));
        for (int day = 1; day <= 4; day++)
        {
            await desk.TrainAsync(SessionFixture.Ada, AsOf.EndOf(new LocalDate(2026, 3, day), DateTimeZone.Utc), null, CancellationToken.None);
        }

        IReadOnlyList<StoredModel> models = await trade.Core.AllAsync<StoredModel>();
        Assert.Equal([3, 4], models.Select(static model => model.AsOf.InUtc().Day).Order());
        Assert.Equal(models.Select(static model => model.Id).Order(), (await trade.Core.AllAsync<StoredModelPart>()).Select(static part => part.Model).Order());
    }

    [Fact]
    public async Task What_was_trained_last_stays_whatever_instant_it_is_for()
    {
        TradeFixture trade = await StartAsync();
        RecommendationDesk desk = Desk(trade, new RecommendationSettings { KeptModels = 1 }, new Naming("green"));
        await desk.TrainAsync(SessionFixture.Ada, AsOf.EndOf(new LocalDate(2026, 3, 9), DateTimeZone.Utc), null, CancellationToken.None);
        trade.Core.Clock.Advance(Duration.FromMinutes(1));

        StoredModel past = Assert.Single(await desk.TrainAsync(SessionFixture.Ada, AsOf.EndOf(new LocalDate(2026, 3, 1), DateTimeZone.Utc), null, CancellationToken.None));

        Assert.Equal(past.Id, Assert.Single(await trade.Core.AllAsync<StoredModel>()).Id);
    }

    [Fact]
    public async Task RE_1_a_customer_who_is_asked_for_twice_is_answered_twice()
    {
        TradeFixture trade = await StartAsync();

        Recommendations[] found = await Desk(trade, new Naming("green")).ForAllAsync(
            SessionFixture.Ada, new[] { trade.Ada.Id, trade.Bolt.Id, trade.Ada.Id }.ToAsyncEnumerable(), Summer, 9, CancellationToken.None).ToArrayAsync();

        Assert.Equal([trade.Ada.Id, trade.Bolt.Id, trade.Ada.Id], found.Select(static one => one.Customer));
        Assert.Equal(found[0], found[2]);
    }

    [Fact]
    public async Task RE_1_a_model_that_cannot_be_written_down_is_a_failure_of_its_recommender()
    {
        TradeFixture trade = await StartAsync();
        RecommendationDesk desk = Desk(trade, new Unwritable(), new Naming("black"));

        Recommendations found = await desk.ForAsync(SessionFixture.Ada, trade.Ada.Id, Summer, 9, CancellationToken.None);
        CrmException training = await Assert.ThrowsAsync<CrmException>(() => desk.TrainAsync(SessionFixture.Ada, Summer, null, CancellationToken.None));

        Assert.Equal("black", Assert.Single(found.Offers).Product);
        Assert.Contains("no words", Assert.Single(found.Problems), StringComparison.Ordinal);
        Assert.Equal(RecommendationErrorCodes.RecommenderFailed, training.Code);
    }

    [Fact] // Ada had green: category 0.4 · 1/1. Bolt opted out, Bolton has nothing.
    public async Task CA_6_customers_are_told_by_how_a_new_product_relates_to_what_they_bought()
    {
        TradeFixture trade = await StartAsync();
        await trade.AddAsync(Sale(trade.Ada, At(3, 1), Line("green", 1, 4m)));
        await trade.AddProductAsync(Product.Of("white", "white") with { Category = "drinks/tea" });
        await trade.ChangeAsync(trade.Bolt.Id, static bolt => bolt with { Attributes = [new AttributeValue("no-recommendations", "true")] });
        CustomerId[] asked = [trade.Bolt.Id, trade.Ada.Id, trade.Bolton.Id];

        ProductInterest[] found = await Desk(trade).ForNewProductAsync(SessionFixture.Ada, "white", asked.ToAsyncEnumerable(), Summer, CancellationToken.None).ToArrayAsync();

        Assert.Equal(asked, found.Select(static one => one.Customer));
        Assert.Equal([null, 0.4, null], found.Select(static one => one.Suggestion?.Score is { } score ? Math.Round(score, 12) : (double?)null));
        Assert.Equal(["recommendation.refused.opted-out", null, null], found.Select(static one => one.Refusal));
        CrmException unknown = await Assert.ThrowsAsync<CrmException>(async () => await Desk(trade).ForNewProductAsync(SessionFixture.Ada, "none", asked.ToAsyncEnumerable(), Summer, CancellationToken.None).CountAsync());
        Assert.Equal(RecommendationErrorCodes.UnknownProduct, unknown.Code);
    }

    private static RecommendationDesk Desk(TradeFixture trade, params object[] recommenders) => Desk(trade, new RecommendationSettings(), recommenders);

    private static RecommendationDesk Desk(TradeFixture trade, RecommendationSettings settings, params object[] recommenders) => new(
        trade.Core.Crm, new BasketReader(trade.Core.Crm, trade.Core.Store), new CustomerIdentity(trade.Core.Store, SessionFixture.Model), new FixedExtensions(recommenders), settings, trade.Core.Clock, trade.Core.Clock.TimeProvider);

    /// <summary>Names the same products to everybody, and counts how often it learned and was read.</summary>
    private sealed class Naming(params string[] products) : IRecommender
    {
        public int Learned { get; private set; }

        public int Loaded { get; private set; }

        public AsOf? LearnedAsOf { get; private set; }

        public RecommenderDescriptor Descriptor { get; } = new("test.naming", 1);

        public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken)
        {
            Learned++;
            LearnedAsOf = data.AsOf;
            return ValueTask.FromResult<IRecommendationModel>(new Model(products));
        }

        public IRecommendationModel Load(string json)
        {
            Loaded++;
            return new Model(json.Split(','));
        }

        private sealed class Model(string[] products) : IRecommendationModel
        {
            public string ToJson() => string.Join(',', products);

            public IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases) => [.. products.Select(static product => new Suggestion(product, 0.5, [new Reason("test.named", [])]))];
        }
    }

    private sealed class Failing : IRecommender
    {
        public RecommenderDescriptor Descriptor { get; } = new("test.failing", 1);

        public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken) => throw new InvalidOperationException("out of ideas");

        public IRecommendationModel Load(string json) => throw new InvalidOperationException("out of ideas");
    }

    private sealed class Unwritable : IRecommender
    {
        public RecommenderDescriptor Descriptor { get; } = new("test.unwritable", 1);

        public ValueTask<IRecommendationModel> TrainAsync(RecommendationData data, CancellationToken cancellationToken) => ValueTask.FromResult<IRecommendationModel>(new Model());

        public IRecommendationModel Load(string json) => new Model();

        private sealed class Model : IRecommendationModel
        {
            public string ToJson() => throw new InvalidOperationException("no words");

            public IReadOnlyList<Suggestion> Suggest(CustomerPurchases purchases) => [];
        }
    }
}
