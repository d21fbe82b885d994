using Crm.Sdk.Classification;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

/// <summary>The retail rules by example, with their default settings, as of 2020-12-31.</summary>
public sealed class RetailRuleTests
{
    private static readonly LocalDate Today = new(2020, 12, 31);

    [Theory]
    [InlineData(0, "active", 91)]
    [InlineData(90, "active", 1)]
    [InlineData(91, "potential", 275)]
    [InlineData(365, "potential", 1)]
    [InlineData(366, "lost", null)]
    public async Task Activity_goes_by_the_days_since_the_last_order_and_says_when_it_ends(int days, string label, int? recheck)
    {
        RuleResult result = await ClassifyAsync(3, Orders(days));
        Assert.Equal(label, result.LabelAt(0));
        Assert.Equal(recheck is { } after ? Today.PlusDays(after) : null, result.RecheckAt(0));
    }

    [Fact]
    public async Task Activity_of_a_customer_who_never_ordered_is_potential() => Assert.Equal("potential", (await ClassifyAsync(3)).LabelAt(0));

    [Theory]
    [InlineData("potential")]
    [InlineData("first-purchase", 10)]
    [InlineData("first-purchase", 10, 10)]
    [InlineData("repeat", 10, 20)]
    [InlineData("repeat", 10, 20, 30, 40, 50)]
    [InlineData("loyal", 10, 20, 30, 40, 180)]
    [InlineData("loyal", 365, 400, 500, 600, 700)]
    [InlineData("repeat", 366, 400, 500, 600, 700)]
    public async Task Distance_goes_by_purchase_days(string label, params int[] daysAgo) => Assert.Equal(label, (await ClassifyAsync(5, Orders(daysAgo))).LabelAt(0));

    [Fact]
    public async Task A_customer_whom_somebody_is_to_win_is_a_target()
    {
        var entry = new CustomerEntry(ClassificationEngineTests.Customer(1), Owner: Category.Of("amy"));
        RuleResult result = await ClassifyAsync(5, new MemoryOrders([entry], []).Build());
        Assert.Equal("target", result.LabelAt(0));
    }

    [Theory]
    [InlineData("never")]
    [InlineData("occasional", 10)]
    [InlineData("occasional", 10, 20, 30)]
    [InlineData("occasional", 10, 10, 10, 10, 10)]
    [InlineData("continuous", 10, 20, 30, 40)]
    [InlineData("occasional", 400, 410, 420, 430)]
    public async Task Purchase_pattern_goes_by_purchase_days(string label, params int[] daysAgo) =>
        Assert.Equal(label, (await ClassifyAsync(4, new MemoryOrders([new(ClassificationEngineTests.Customer(1))], [.. Orders(daysAgo), .. Others()]).Build())).LabelAt(0));

    [Fact]
    public async Task One_great_purchase_is_one_off_bulk_until_there_is_a_second()
    {
        OrderEvent bulk = Order(1, 100, 500_000);
        Assert.Equal("one-off-bulk", (await ClassifyAsync(4, new MemoryOrders([], [bulk, .. Others()]).Build())).LabelAt(0));
        Assert.Equal("occasional", (await ClassifyAsync(4, new MemoryOrders([], [bulk, Order(1, 5, 100), .. Others()]).Build())).LabelAt(0));
    }

    [Fact]
    public async Task Value_tiers_take_the_best_fifth_and_the_next_three_tenths()
    {
        RuleResult result = await ClassifyAsync(1, new MemoryOrders([new(CustomerId.New())], [.. Enumerable.Range(1, 100).Select(static n => Order(n, 10, 100 * n)), Order(101, 500, 90_000)]).Build());
        Assert.Equal([("high", 20), ("middle", 30), ("low", 51)], result.CountLabels());
        Assert.Equal("crm.retail.no-orders", result.NoneCodeAt(0));
        Assert.Equal(("high", 81f), (result.LabelAt(81), result.ScoreAt(81)!.Value));
        Assert.Equal(("middle", 80f), (result.LabelAt(80), result.ScoreAt(80)!.Value));
        Assert.Equal(("low", 0f), (result.LabelAt(101), result.ScoreAt(101)!.Value)); // bought before the trailing months only
    }

    [Fact]
    public async Task Value_tiers_by_amounts_do_not_look_at_the_others()
    {
        OrderColumns columns = new MemoryOrders([], [Order(1, 10, 50_000), Order(2, 10, 49_999), Order(3, 10, 1049)]).Build();
        ClassificationInput input = new() { Columns = columns, AsOf = AsOf.EndOf(Today, DateTimeZone.Utc), Rules = [RetailRules.Registered(RetailRules.SmallWithEdges)[1]] };
        ClassificationResult result = await new ClassificationEngine().RunAsync(input, default);
        Assert.Equal(["high", "middle", "low"], Enumerable.Range(0, 3).Select(result.Rules[0].LabelAt));
        Assert.Empty(result.Model.Cuts);
    }

    [Fact]
    public async Task A_customers_hold_the_first_80_per_cent_and_B_customers_up_to_95()
    {
        RuleResult result = await ClassifyAsync(2, new MemoryOrders([], [Order(1, 10, 7000), Order(2, 10, 1500), Order(3, 10, 1200), Order(4, 10, 300), Order(5, 400, 9000)]).Build());
        Assert.Equal(["a", "a", "b", "c", "c"], Enumerable.Range(0, 5).Select(result.LabelAt));
    }

    [Fact]
    public async Task A_missing_rate_leaves_value_without_a_label()
    {
        OrderColumns columns = new MemoryOrders([], [Order(1, 10, 100) with { Marks = OrderMarks.AmountUnknown }, Order(2, 10, 100)]).Build();
        foreach (int rule in (int[])[0, 1, 2])
        {
            Assert.Equal("crm.retail.spend-unknown", (await ClassifyAsync(rule, columns)).NoneCodeAt(0));
        }
    }

    private static Task<RuleResult> ClassifyAsync(int rule, params OrderEvent[] events) => ClassifyAsync(rule, new MemoryOrders([new(ClassificationEngineTests.Customer(1))], events).Build());

    private static async Task<RuleResult> ClassifyAsync(int rule, OrderColumns columns) => (await new ClassificationEngine().RunAsync(
        new() { Columns = columns, AsOf = AsOf.EndOf(Today, DateTimeZone.Utc), Rules = [RetailRules.Registered()[rule]] }, default)).Rules[0];

    private static OrderEvent[] Orders(params int[] daysAgo) => [.. daysAgo.Select(static days => Order(1, days, 1000))];

    /// <summary>Twenty customers with one order each, greater than those of <see cref="Orders"/>.</summary>
    private static IEnumerable<OrderEvent> Others() => Enumerable.Range(2, 20).Select(static n => Order(n, 50, 1000 + n));

    private static OrderEvent Order(int customer, int daysAgo, long cents)
    {
        LocalDate date = Today.PlusDays(-daysAgo);
        return ClassificationEngineTests.Order(customer, date.Year, date.Month, date.Day, cents);
    }
}
