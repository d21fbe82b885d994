using Crm.Sdk.Classification;
using Crm.Sdk.Tests.Classification;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Value;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Value;

/// <summary>The summary (x, t_x, T, m): that of CDNOW is the one that the R package BTYD ships (39 weeks).</summary>
public sealed class PurchaseTableTests
{
    private static readonly AsOf EndOfJune = AsOf.EndOf(new LocalDate(2026, 6, 30), DateTimeZone.Utc);
    private static readonly CustomerId Ada = CustomerId.New();

    [Fact]
    public void VA_2_the_summary_of_CDNOW_is_the_published_one()
    {
        PurchaseTable table = Cdnow.Table;
        RepeatPurchases[] days = [.. Enumerable.Range(0, table.Count).Select(i => table.At(i, TimeUnit.Day))];
        Assert.Equal(2357, table.Count);
        Assert.Equal(2457, days.Sum(static c => c.Frequency));
        Assert.Equal(1411, days.Count(static c => c.Frequency == 0));
        Assert.Equal(112_949, days.Sum(static c => c.Recency));
        Assert.Equal(539_779, days.Sum(static c => c.Age));
        Assert.Equal(16_135.571429, Cdnow.All().Sum(static c => c.Recency), 1e-6);
        Assert.Equal(77_111.285714, Cdnow.All().Sum(static c => c.Age), 1e-6);
        Assert.Equal(1882, table.PurchasesAfter(Cdnow.Holdout).Sum());
        Assert.Equal(946, days.Count(static c => c.MeanSpend is not null));
        Assert.Equal(35.0778475, days.Average(static c => c.MeanSpend)!.Value, 1e-6);
        Assert.Equal(1016, Cdnow.Sample.Rows); // that differ: trap 8
    }

    [Theory]
    [InlineData(1, 2, 30.428571, 38.857143, 1)]
    [InlineData(1516, 26, 30.857143, 31, null)]
    public void VA_2_customers_of_the_walkthrough(int number, int x, double tx, double t, int? after)
    {
        RepeatPurchases customer = Cdnow.Customer(number);
        Assert.Equal(x, customer.Frequency);
        Assert.Equal(tx, customer.Recency, 1e-6);
        Assert.Equal(t, customer.Age, 1e-6);
        Assert.Equal(after ?? Cdnow.Table.PurchasesAfter(Cdnow.Holdout)[Cdnow.PlaceOf(number)], Cdnow.Table.PurchasesAfter(Cdnow.Holdout)[Cdnow.PlaceOf(number)]);
    }

    [Fact]
    public void The_first_purchase_is_in_neither_x_nor_m_and_a_day_is_one_purchase() =>
        Assert.Equal(new RepeatPurchases(2, 20, 29, 15), Of(On(1, 1000), On(1, 500), On(11, 700), On(11, 300), On(21, 2000)));

    [Fact]
    public void A_return_is_taken_off_the_purchase_before_it() =>
        Assert.Equal(new RepeatPurchases(2, 20, 29, 12), Of(On(1, 1000), On(11, 1000), On(21, 2000), On(25, -600, OrderMarks.Return)));

    [Fact]
    public void A_purchase_that_came_back_as_a_whole_was_none() =>
        Assert.Equal(new RepeatPurchases(1, 10, 29, 10), Of(On(1, 1000), On(11, 1000), On(21, 2000), On(25, -2000, OrderMarks.Return)));

    [Fact]
    public void A_purchase_for_nothing_is_one_all_the_same() => Assert.Equal(new RepeatPurchases(1, 10, 29, 0), Of(On(1, 1000), On(11, 0)));

    [Fact]
    public void An_unknown_amount_leaves_no_mean_spend() => Assert.Equal(new RepeatPurchases(1, 10, 29), Of(On(1, 1000), On(11, 0, OrderMarks.AmountUnknown)));

    [Fact]
    public void Who_gave_everything_back_is_no_customer_of_the_table() =>
        Assert.Equal(0, PurchaseTable.Of(Columns(On(1, 1000), On(2, -1000, OrderMarks.Return)), EndOfJune).Count);

    [Fact]
    public void What_happened_after_the_observation_does_not_count() => Assert.Equal(new RepeatPurchases(0, 0, 29), Of(On(1, 1000), On(31, 500)));

    [Fact]
    public void VA_2_recency_and_age_are_never_contradictory() => Law.Holds(Populations.Histories, events =>
    {
        PurchaseTable table = PurchaseTable.Of(Populations.Of(events).Build(), AsOf.EndOf(new LocalDate(2014, 1, 1), Populations.Zones[2]));
        return Enumerable.Range(0, table.Count).All(i => table.At(i, TimeUnit.Week).IsPossible);
    });

    private static RepeatPurchases Of(params OrderEvent[] events) => PurchaseTable.Of(Columns(events), EndOfJune).At(0, TimeUnit.Day);

    private static OrderColumns Columns(params OrderEvent[] events) => new MemoryOrders([], events).Build();

    private static OrderEvent On(int day, long cents, OrderMarks marks = OrderMarks.None) =>
        new(Ada, OrderId.New(), (Instant.FromUtc(2026, 5, 31, 12, 0) + Duration.FromDays(day)).ToUnixMicroseconds(), cents, marks);
}
