using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Rules.Retail;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

/// <summary>Account tier, weighted A/B/C, buying power, price level, relationship, region and industry by example (CL-2), as of 2020-12-31.</summary>
public sealed class FurtherDimensionTests
{
    private static readonly LocalDate Today = new(2020, 12, 31);

    [Fact]
    public async Task The_account_tier_is_a_pyramid_of_1_4_15_and_80_per_cent()
    {
        RuleResult result = await ClassifyAsync("account-tier", new MemoryOrders([], [.. Enumerable.Range(1, 200).Select(static n => Order(n, 100 * n))]).Build());
        Assert.Equal([("vip", 2), ("major", 8), ("general", 30), ("small", 160)], result.CountLabels());
    }

    [Fact]
    public async Task Buying_power_goes_by_the_greatest_order_and_price_level_by_the_mean_one()
    {
        OrderEvent[] events = [Order(1, 10_000), Order(1, 100), .. Enumerable.Range(2, 9).Select(static n => Order(n, 5_000 + (100 * n)))];
        RuleResult power = await ClassifyAsync("buying-power", new MemoryOrders([], events).Build()), level = await ClassifyAsync("price-level", new MemoryOrders([], events).Build());
        Assert.Equal(("strong", 100f), (power.LabelAt(0), power.ScoreAt(0)!.Value));
        Assert.Equal(("economy", 50.5f), (level.LabelAt(0), level.ScoreAt(0)!.Value));
    }

    [Fact]
    public async Task A_region_is_a_label_by_its_name_in_any_script()
    {
        CustomerEntry[] customers = [new(ClassificationEngineTests.Customer(1), Region: Category.Of("华东")), new(ClassificationEngineTests.Customer(2)), new(ClassificationEngineTests.Customer(3), Region: Category.Of(new string('x', 65)))];
        RuleResult result = await ClassifyAsync("region", new MemoryOrders(customers, []).Build());
        Assert.Equal(("华东", null), (result.LabelAt(0), result.NoneCodeAt(0)));
        Assert.Equal((null, "crm.retail.region.not-stated"), (result.LabelAt(1), result.NoneCodeAt(1)));
        Assert.Equal((null, "crm.retail.name-too-long"), (result.LabelAt(2), result.NoneCodeAt(2)));
        Assert.Equal([("华东", 1)], result.CountLabels());
    }

    [Fact]
    public async Task A_relationship_is_what_the_record_states_and_otherwise_goes_by_the_kind()
    {
        CustomerEntry[] customers =
        [
            new(ClassificationEngineTests.Customer(1), Category.Of("enterprise")),
            new(ClassificationEngineTests.Customer(2), Category.Of("individual")),
            new(ClassificationEngineTests.Customer(3), Category.Of("enterprise"), Relationship: Category.Of(CompanyRelationships.ChannelPartner)),
            new(ClassificationEngineTests.Customer(4), Category.Of("enterprise"), Relationship: Category.Of("franchise")),
        ];
        RuleResult result = await ClassifyAsync("relationship", new MemoryOrders(customers, []).Build());
        Assert.Equal(["business", "consumer", "channel-partner", "franchise"], Enumerable.Range(0, 4).Select(result.LabelAt));
    }

    [Fact]
    public async Task Abc_by_share_of_customers_takes_the_first_part_of_them()
    {
        OrderColumns columns = new MemoryOrders([], [.. Enumerable.Range(1, 100).Select(static n => Order(n, 100 * n))]).Build();
        RuleResult result = await ClassifyAsync("abc", columns, static options => (options.Abc.By, options.Abc.A, options.Abc.B) = (AbcShare.Customers, 10, 30));
        Assert.Equal([("a", 10), ("b", 20), ("c", 70)], result.CountLabels());
    }

    [Fact]
    public async Task A_weighted_measure_adds_shares_by_weight()
    {
        // Spend 300 and 100: shares 3/4 and 1/4. First orders 10 and 30 days ago: shares 1/4 and 3/4. Weights 3 and 1: 2.5 and 1.5 of 4.
        OrderColumns columns = new MemoryOrders([], [Order(1, 30_000, 10), Order(2, 10_000, 30)]).Build();
        RuleResult result = await ClassifyAsync("abc", columns, static options => (options.Abc.RevenueWeight, options.Abc.YearsWeight) = (3, 1));
        Assert.Equal((625_000f, 375_000f), (result.ScoreAt(0)!.Value, result.ScoreAt(1)!.Value));
    }

    [Fact]
    public void A_weighted_measure_takes_different_whole_numbers_or_money()
    {
        Fact<Money> spend = Facts.NetSpend(Trailing.Ever);
        Assert.Equal(ClassificationErrorCodes.BadFact, Assert.Throws<CrmException>(static () => Facts.Weighted()).Code);
        Assert.Contains("twice", Assert.Throws<CrmException>(() => Facts.Weighted(new(spend, 1), new(spend, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("weight", Assert.Throws<CrmException>(() => Facts.Weighted(new WeightedPart(spend, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("exact", Assert.Throws<CrmException>(static () => Facts.Weighted(new WeightedPart(Facts.UsualIntervalDays, 1))).Message, StringComparison.Ordinal);
    }

    private static async Task<RuleResult> ClassifyAsync(string dimension, OrderColumns columns, Action<RetailRulesOptions>? configure = null)
    {
        RuleRegistration rule = RetailRules.Registered(configure).Single(rule => rule.Descriptor.Dimension == dimension);
        return (await new ClassificationEngine().RunAsync(new() { Columns = columns, AsOf = AsOf.EndOf(Today, DateTimeZone.Utc), Rules = [rule] }, CancellationToken.None)).Rules[0];
    }

    private static OrderEvent Order(int customer, long cents, int daysAgo = 10) =>
        new(ClassificationEngineTests.Customer(customer), OrderId.New(), Today.PlusDays(-daysAgo).At(LocalTime.Noon).InUtc().ToInstant().ToUnixMicroseconds(), cents);
}
