using Crm.Sdk.Orders;
using Crm.Sdk.Reports;
using Crm.Sdk.Tests.Classification.Support;
using Crm.Sdk.Tests.Reports;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Transactions;
using FsCheck.Fluent;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Transactions.TradeFixture;

namespace Crm.Sdk.Tests.Transactions;

/// <summary>The analysis of transactions (TX-3, G31), against figures computed by hand.</summary>
public sealed class TransactionAnalysisTests
{
    [Fact]
    public async Task TX_3_sales_are_divided_by_customer_channel_region_category_and_product()
    {
        TradeFixture trade = await SoldAsync();

        TransactionAnalysis found = await trade.AnalyseAsync();

        Assert.Equal((2, 4, "131.00 USD", "8.00 USD", 0), (found.Customers, found.Orders, found.Revenue.ToString(), found.Returned.ToString(), found.AmountsUnknown));
        Assert.Equal(["enterprise 1 2 100.00 0.00", "individual 1 2 31.00 8.00"], Lines(found, TransactionDimension.CustomerKind));
        Assert.Equal(["machines 1 2 100.00 0.00", "- 1 2 31.00 8.00"], Lines(found, TransactionDimension.Industry));
        Assert.Equal(["shop 2 2 96.00 0.00", "web 1 1 25.00 8.00", "- 1 1 10.00 0.00"], Lines(found, TransactionDimension.Channel));
        Assert.Equal(["south 1 1 90.00 0.00", "north 1 2 31.00 8.00", "- 1 1 10.00 0.00"], Lines(found, TransactionDimension.Region)); // a customer's region where the order names none
        Assert.Equal(["drinks/tea 2 4 122.00 8.00", "ware/cups 1 1 9.00 0.00", "- 1 1 0.00 0.00"], Lines(found, TransactionDimension.Category));
        Assert.Equal(["black 1 2 100.00 0.00", "green 1 2 22.00 8.00", "cup 1 1 9.00 0.00", "stray 1 1 0.00 0.00"], Lines(found, TransactionDimension.Product));
        Assert.Equal(["repeat 1 1 90.00 0.00", "first 2 3 49.00 0.00", "return 0 0 -8.00 8.00"], Lines(found, TransactionDimension.Purchase));
        Assert.Equal(4m, found.By(TransactionDimension.Product).Single(static part => part.Key == "green").Quantity.Amount); // six sold, two back
    }

    [Fact]
    public async Task TX_3_frequency_counts_days_with_a_purchase_and_the_days_between_them()
    {
        PurchaseFrequency found = (await (await SoldAsync()).AnalyseAsync()).Frequency;

        Assert.Equal((2, 3, 1.5, 31.0), (found.Customers, found.Purchases, found.PurchasesEach, found.MeanIntervalDays)); // Ada bought twice on one day
        Assert.Equal(["1:1", "2:1"], found.ByPurchases.Where(static band => band.Count > 0).Select(static band => $"{band.Bounds}:{band.Count}"));
        Assert.Equal(["31–90:1"], found.ByInterval.Where(static band => band.Count > 0).Select(static band => $"{band.Bounds}:{band.Count}"));
    }

    [Fact]
    public async Task TX_3_baskets_are_what_orders_held_when_they_were_sold()
    {
        BasketProfile found = (await (await SoldAsync()).AnalyseAsync()).Basket;

        Assert.Equal((4, 6, 18m, "139.00 USD"), (found.Orders, found.Lines, found.Pieces.Amount, found.Amount.ToString()));
        Assert.Equal((1.5, 4.5, "34.75 USD"), (found.LinesEach, found.PiecesEach, found.AmountEach.ToString()));
        Assert.Equal([2L, 2L], found.ByProducts.Take(2).Select(static band => band.Count));
    }

    [Fact]
    public async Task TX_3_a_period_leaves_out_earlier_orders_and_still_knows_which_purchase_was_the_first()
    {
        TransactionAnalysis found = await (await SoldAsync()).AnalyseAsync(new TransactionOptions { From = new LocalDate(2026, 4, 1) });

        Assert.Equal(["repeat 1 1 90.00 0.00", "return 0 0 -8.00 8.00"], Lines(found, TransactionDimension.Purchase));
        Assert.Equal((1, 1, "82.00 USD"), (found.Customers, found.Orders, found.Revenue.ToString()));
        Assert.Null(found.Frequency.MeanIntervalDays);
    }

    [Fact]
    public async Task TX_3_categories_can_be_cut_to_their_widest_steps()
    {
        TransactionAnalysis found = await (await SoldAsync()).AnalyseAsync(new TransactionOptions { CategorySteps = 1 });

        Assert.Equal(["drinks", "ware", null], found.By(TransactionDimension.Category).Select(static part => part.Key));
    }

    [Fact]
    public async Task TX_2_each_line_is_converted_at_the_rate_of_its_day_and_what_has_no_rate_counts_without_an_amount()
    {
        TradeFixture trade = await StartAsync();
        await trade.AddAsync(
            Sale(trade.Ada, At(3, 1), Line("green", 1, 0.05m, "EUR"), Line("black", 1, 0.05m, "EUR")),
            Sale(trade.Ada, At(3, 2), Line("green", 1, 10m, "EUR")));

        TransactionAnalysis found = await trade.AnalyseAsync(rates: new DatedRates(("EUR", "USD", new LocalDate(2026, 3, 1), 1.1m)));

        Assert.Equal((2, "0.12 USD", 1), (found.Orders, found.Revenue.ToString(), found.AmountsUnknown)); // 0.055 is rounded a line, not an order
        Assert.Equal(["black 1 1 0.06 0.00", "green 1 2 0.06 0.00"], Lines(found, TransactionDimension.Product));
    }

    [Fact]
    public async Task DQ_3_merged_customers_are_one_customer()
    {
        TradeFixture trade = await SoldAsync();
        await trade.AddAsync(Sale(trade.Bolton, At(3, 1), Line("green", 1, 5m)), Sale(trade.Bolton, At(2, 1), Line("green", 1, 5m)));
        await trade.MergeAsync(trade.Bolt, trade.Bolton);

        TransactionAnalysis found = await trade.AnalyseAsync();

        Assert.Equal((2, 6, "141.00 USD"), (found.Customers, found.Orders, found.Revenue.ToString()));
        Assert.Equal(["enterprise 1 4 110.00 0.00", "individual 1 2 31.00 8.00"], Lines(found, TransactionDimension.CustomerKind));
        Assert.Equal(["repeat 1 3 105.00 0.00", "first 2 3 44.00 0.00", "return 0 0 -8.00 8.00"], Lines(found, TransactionDimension.Purchase)); // the first was the loser's
        Assert.Equal(4, found.Frequency.Purchases); // 1 March is one day of theirs together
        Assert.Equal(4, (await trade.PreferencesAsync(trade.Bolton)).Orders);
    }

    [Fact]
    public async Task Nothing_sold_leaves_shares_and_means_undefined()
    {
        TransactionAnalysis found = await (await StartAsync()).AnalyseAsync();

        Assert.Equal((0, 0), (found.Customers, found.Orders));
        Assert.All(found.Compositions, static composition => Assert.Empty(composition.Parts));
        Assert.Null(found.Frequency.PurchasesEach);
        Assert.Null(found.Basket.AmountEach);
    }

    [Fact]
    public Task TX_3_every_composition_adds_up_to_all_revenue() => Law.HoldsAsync(
        Gen.Choose(0, 6).SelectMany(static orders => Gen.Choose(0, 9_999).ArrayOf(orders)),
        async draws =>
        {
            TradeFixture trade = await StartAsync();
            string?[] products = ["green", "black", "cup", "stray", null];
            await trade.AddAsync([.. draws.Select(draw => Sale(
                draw % 2 == 0 ? trade.Ada : trade.Bolt, At(1 + (draw % 6), 1 + (draw % 28)), Line(products[draw % 5], 1 + (draw % 3), draw / 100m), Line(products[draw / 7 % 5], 1, draw % 97)) with
            {
                Channel = draw % 3 == 0 ? null : $"c{draw % 3}", Type = draw % 11 == 0 ? OrderType.Return : OrderType.Sale, Status = draw % 13 == 0 ? OrderStatus.Cancelled : OrderStatus.Accepted,
            })]);
            TransactionAnalysis found = await trade.AnalyseAsync();
            Assert.All(found.Compositions, composition => Assert.Equal(found.Revenue.MinorUnits, composition.Parts.Sum(static part => part.Revenue.MinorUnits)));
            Assert.Equal(found.Frequency.Customers, found.Frequency.ByPurchases.Sum(static band => band.Count));
        },
        tests: 50);

    [Theory]
    [InlineData("en", "Composition of sales", "By region", "later purchases")]
    [InlineData("zh", "成交构成", "区域构成", "再次购买")]
    public async Task The_report_shows_the_compositions_in_the_language_asked_for(string language, string title, string regions, string later)
    {
        TransactionAnalysis analysis = await (await SoldAsync()).AnalyseAsync();
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(new CustomerBase(Reports.Purchases.Cdnow()) { Transactions = analysis }, ReportLanguage.Parse(language), parts: CustomerBaseParts.Transactions));

        Assert.Equal(title, page.All("h2").First().Value);
        Assert.Equal(["south", "90", "68.7%", "1", "25.0%"], page.Table(regions)[1]);
        Assert.Contains(page.All("th"), cell => cell.Value == later);
    }

    private static async Task<TradeFixture> SoldAsync()
    {
        TradeFixture trade = await StartAsync();
        Order first = Sale(trade.Ada, At(3, 1), Line("green", 6, 24m), Line("cup", 3, 9m)) with { Channel = "web" };
        await trade.AddAsync(
            first,
            Sale(trade.Ada, At(3, 1, 18), Line("green", 0, 6m), Line("stray", 1, 0m)) with { Channel = "shop" },
            Sale(trade.Bolt, At(3, 1), Line("black", 2, 10m)),
            Sale(trade.Bolt, At(4, 1), Line("black", 6, 90m)) with { Channel = "shop", Region = "south" },
            Sale(trade.Bolt, At(4, 2), Line("black", 6, 90m)) with { Status = OrderStatus.Cancelled },
            Sale(trade.Bolt, At(7, 1), Line("black", 6, 90m)),
            Order.Return(first, At(4, 5), [], new ReturnedLine(0, 2)));
        return trade;
    }

    private static IEnumerable<string> Lines(TransactionAnalysis analysis, TransactionDimension dimension) =>
        analysis.By(dimension).Select(static part => $"{part.Key ?? "-"} {part.Customers} {part.Orders} {part.Revenue.Amount:F2} {part.Returned.Amount:F2}");
}
