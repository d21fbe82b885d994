using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Tests.Classification.Support;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.Tests.Transactions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Transactions.TradeFixture;

namespace Crm.Sdk.Tests.Segments;

/// <summary>Amounts of several currencies in segments: each at the rate of its day (TX-2, CL-3).</summary>
public sealed class SegmentRatesTests
{
    private const string Spent = """{ "event": "order", "sum": { "of": "net", "gte": 111 } }""";

    [Fact]
    public async Task CL_3_sums_of_foreign_amounts_are_judged_by_the_core_at_the_rates_of_their_days()
    {
        SegmentCount count = await CountAsync(Spent, new DatedRates(("EUR", "USD", new LocalDate(2026, 3, 1), 1.11m)));

        Assert.Equal(1, count.Members); // 100 EUR of 1 March; those of 2 March have no rate
        Assert.StartsWith("scan:", count.Plan.ToString(), StringComparison.Ordinal); // stores know no rates
    }

    [Fact]
    public async Task CL_3_a_lower_rate_leaves_the_customer_out() =>
        Assert.Equal(0, (await CountAsync(Spent, new DatedRates(("EUR", "USD", new LocalDate(2026, 3, 1), 1.1m)))).Members);

    [Theory]
    [InlineData("""{ "fact": "netSpend", "gte": 111 }""", 1)]
    [InlineData("""{ "fact": "netSpend", "gt": 111 }""", 0)]
    public async Task CL_3_facts_in_segments_are_in_the_reporting_currency_too(string where, int members) =>
        Assert.Equal(members, (await CountAsync(where, new DatedRates(("EUR", "USD", new LocalDate(2026, 3, 1), 1.11m)))).Members);

    private static async Task<SegmentCount> CountAsync(string where, IExchangeRates rates)
    {
        TradeFixture trade = await StartAsync();
        await trade.AddAsync(Sale(trade.Ada, At(3, 1), Line("green", 1, 100m, "EUR")), Sale(trade.Bolt, At(3, 2), Line("green", 1, 100m, "EUR")));
        var segments = new SegmentService(
            trade.Core.Crm, trade.Core.Store, new AttributeCatalogue([]), new FixedExtensions(), new ClassifierSettings { ReportingCurrency = "USD" }, trade.Core.Clock.TimeProvider, rates);
        return await segments.CountAsync(SessionFixture.Ada, new SegmentRequest(SegmentJson.Read(where), Summer), null, CancellationToken.None);
    }
}
