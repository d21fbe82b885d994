using Crm.Sdk.Classification;
using Crm.Sdk.Reports;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Reports.Purchases;

namespace Crm.Sdk.Tests.Reports;

public sealed class PurchaseSummaryTests
{
    // Reference: DuckDB 1.5.6 on the same file, active customers by months since the first purchase, month 0 first.
    private static readonly Dictionary<YearMonth, int[]> ReferenceRetention = new()
    {
        [new(1997, 1)] = [781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33],
        [new(1997, 2)] = [857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60],
        [new(1997, 3)] = [719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45],
    };

    [Fact]
    public void Cohort_retention_of_the_CDNOW_sample_equals_the_reference()
    {
        PurchaseSummary cdnow = Cdnow();
        Assert.Equal(ReferenceRetention.Keys, cdnow.Cohorts.Select(cohort => cohort.Month));
        Assert.All(cdnow.Cohorts, cohort => Assert.Equal(ReferenceRetention[cohort.Month], cohort.Active));
    }

    [Fact]
    public void Sums_of_the_CDNOW_sample_equal_the_reference()
    {
        PurchaseSummary cdnow = Cdnow();
        Assert.Equal(2_357, cdnow.Customers);
        Assert.Equal(6_919, cdnow.Orders);
        Assert.Equal(Money.Of(244_091.94m, Usd), cdnow.Revenue);
        Assert.Equal(cdnow.Revenue.MinorUnits, cdnow.Months.Sum(month => month.Revenue.MinorUnits));
        Assert.Equal(18, cdnow.Months.Count);
    }

    [Fact]
    public void A_return_lowers_revenue_and_is_no_order()
    {
        PurchaseSummary summary = Summary(builder => builder.Add(Order(1998, 1, 5, 1_000), Return(1998, 3, 1, -400)));
        Assert.Equal((1, 1, 0), (summary.Orders, summary.Customers, summary.RepeatCustomers));
        Assert.Equal(600, summary.Revenue.MinorUnits);
        Assert.Equal([1, 0, 0, 0, 0, 0], Assert.Single(summary.Cohorts).Active);
        Assert.Equal([1_000, 0, -400], summary.Months.Select(month => month.Revenue.MinorUnits));
    }

    [Fact]
    public void A_customer_who_only_returned_belongs_to_no_cohort()
    {
        PurchaseSummary summary = Summary(builder => builder.Add(Return(1998, 3, 1, -400)));
        Assert.Equal((0, 0), (summary.Customers, summary.Orders));
        Assert.Empty(summary.Cohorts);
        Assert.Equal(-400, summary.Revenue.MinorUnits);
    }

    [Fact]
    public void Two_orders_of_a_month_count_as_one_active_customer()
    {
        PurchaseSummary summary = Summary(builder => builder.Add(Order(1998, 4, 1, 100), Order(1998, 5, 2, 100), Order(1998, 5, 30, 100)));
        Assert.Equal([1, 1, 0], Assert.Single(summary.Cohorts).Active);
        Assert.Equal([(1, 1), (1, 2)], summary.Months.Select(month => (month.Customers, month.Orders)));
        Assert.Equal(1, summary.RepeatCustomers);
    }

    [Fact]
    public void Months_are_those_of_the_zone()
    {
        DateTimeZone shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var builder = new PurchaseSummaryBuilder(AsOf.EndOf(new LocalDate(1998, 6, 30), shanghai), Usd);
        builder.Add(Order(1998, 4, 30, 100, hour: 15), Order(1998, 4, 30, 200, hour: 16)); // midnight in Shanghai is 16:00 UTC
        Assert.Equal([(new YearMonth(1998, 4), 100L), (new YearMonth(1998, 5), 200L)], builder.Build().Months.Select(month => (month.Month, month.Revenue.MinorUnits)));
    }

    [Fact]
    public void An_amount_without_a_rate_counts_as_an_order_and_is_listed()
    {
        PurchaseSummary summary = Summary(builder => builder.Add(Order(1998, 4, 1, 100), (new LocalDateTime(1998, 4, 2, 0, 0), 0, OrderMarks.AmountUnknown)));
        Assert.Equal((2, 1), (summary.Orders, summary.AmountsUnknown));
    }

    [Fact]
    public void Revenue_beyond_the_range_of_money_is_refused()
    {
        var builder = new PurchaseSummaryBuilder(EndOfJune1998, Usd);
        CrmException refused = Assert.Throws<CrmException>(() => builder.Add(Order(1998, 4, 1, long.MaxValue), Order(1998, 4, 2, 1)));
        Assert.Equal(ErrorCodes.BadAmount, refused.Code);
    }

    private static PurchaseSummary Summary(Action<PurchaseSummaryBuilder> fill)
    {
        var builder = new PurchaseSummaryBuilder(EndOfJune1998, Usd);
        fill(builder);
        return builder.Build();
    }
}
