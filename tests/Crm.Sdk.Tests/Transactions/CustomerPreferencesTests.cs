using Crm.Sdk.Orders;
using Crm.Sdk.Transactions;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Transactions.TradeFixture;

namespace Crm.Sdk.Tests.Transactions;

/// <summary>What a customer prefers, with the evidence (TX-3).</summary>
public sealed class CustomerPreferencesTests
{
    [Fact]
    public async Task TX_3_categories_channels_and_times_of_buying_come_with_their_evidence()
    {
        TradeFixture trade = await BoughtAsync();

        CustomerPreferences found = await trade.PreferencesAsync(trade.Ada);

        Assert.Equal((4, "100.00 USD"), (found.Orders, found.Spend.ToString()));
        Assert.Equal(
            [new("drinks/tea", 0.6, 2, Money.Of(60m, "USD"), new LocalDate(2026, 3, 9)), new("ware/cups", 0.2, 1, Money.Of(20m, "USD"), new LocalDate(2026, 3, 2))],
            found.Categories); // the rest has no category
        Assert.Equal([("web", 2 / 3.0, 2L), ("shop", 1 / 3.0, 1L)], found.Channels.Select(static channel => (channel.Value, channel.Share!.Value, channel.Orders)));
        Assert.Equal([("monday", 0.75, 3L), ("tuesday", 0.25, 1L)], found.Weekdays.Select(static day => (day.Value, day.Share!.Value, day.Orders)));
        Assert.Equal([("evening", 2L), ("morning", 1L)], found.DayParts.Select(static part => (part.Value, part.Orders))); // one order has a date only
    }

    [Fact]
    public async Task TX_3_the_price_level_is_the_rank_of_chosen_products_among_those_of_their_category_by_pieces()
    {
        TradeFixture trade = await BoughtAsync();

        PriceLevelPreference price = (await trade.PreferencesAsync(trade.Ada)).PriceLevel!;

        // Teas cost 4, 6 and 10. Three oolong (rank 1) and two green (rank 0); cups have fewer than three prices.
        Assert.Equal(("standard", 0.6, 2, 3), (price.Level, price.MeanRank, price.Lines, price.LinesWithoutRank));
    }

    [Fact]
    public async Task TX_3_the_response_to_promotions_compares_orders_with_a_discount_to_those_without()
    {
        TradeFixture trade = await BoughtAsync();

        PromotionResponse response = (await trade.PreferencesAsync(trade.Ada)).Promotions!;

        Assert.Equal((1, 0.25, "5.00 USD", "60.00 USD", "13.33 USD"), (response.Orders, response.Share, response.Discount.ToString(), response.SpendWith.ToString(), response.SpendWithout.ToString()));
        Assert.Equal((6000 / 1333.0) - 1, response.Uplift!.Value, 1e-12);
    }

    [Fact]
    public async Task TX_3_times_are_those_of_the_zone_that_is_asked_for()
    {
        TradeFixture trade = await BoughtAsync();
        DateTimeZone shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

        CustomerPreferences found = await trade.PreferencesAsync(trade.Ada, AsOf.EndOf(new LocalDate(2026, 6, 30), shanghai));

        Assert.Equal(["night", "afternoon", "morning"], found.DayParts.Select(static part => part.Value)); // 19:00 UTC is 3:00 of the next day
        Assert.Equal("tuesday", found.Weekdays[0].Value);
    }

    [Fact]
    public async Task A_customer_without_orders_has_no_preferences_and_no_response()
    {
        TradeFixture trade = await StartAsync();

        CustomerPreferences found = await trade.PreferencesAsync(trade.Bolt);

        Assert.Equal(0, found.Orders);
        Assert.Empty(found.Categories);
        Assert.Null(found.PriceLevel);
        Assert.Null(found.Promotions);
    }

    private static async Task<TradeFixture> BoughtAsync()
    {
        TradeFixture trade = await StartAsync();
        Order returned = Sale(trade.Ada, At(3, 2, 19), Line("oolong", 3, 40m, discount: 5m), Line("cup", 1, 20m)) with { Channel = "web" };
        await trade.AddAsync(
            returned,
            Sale(trade.Ada, At(3, 9, 19), Line("green", 2, 20m)) with { Channel = "web" },
            Sale(trade.Ada, At(3, 16, 9), Line("withdrawn", 1, 10m)) with { Channel = "shop" },
            Sale(trade.Ada, At(3, 3, 0), Line("stray", 1, 10m)),
            Order.Return(returned, At(3, 20), [], new ReturnedLine(1, 1)),
            Sale(trade.Ada, At(3, 21), Line("black", 9, 90m)) with { Status = OrderStatus.Cancelled },
            Sale(trade.Bolt, At(3, 21), Line("black", 9, 90m)));
        return trade;
    }
}
