using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

/// <summary>
/// The summary of the CDNOW sample that the R package BTYD ships (x repeat purchases, t_x and T in weeks): the facts of orders give the same numbers. Customers 1
/// and 1516 are those of its walkthrough.
/// </summary>
public sealed class CdnowReferenceTests
{
    private static readonly Dictionary<string, CustomerId> Ids = [];
    private static readonly OrderColumns Columns = Read();

    [Fact]
    public void Customers_and_purchases_are_there() => Assert.Equal((2357, 6919), (Columns.Customers, Columns.Events));

    [Fact]
    public async Task Purchase_days_over_78_weeks() =>
        Assert.Equal(6696, (await FactsAsync(new LocalDate(1998, 6, 30))).Sum(static each => each.Days));

    [Fact]
    public async Task CL_1_facts_as_of_the_end_of_calibration_are_the_published_summary()
    {
        List<(CustomerId Customer, int Days, int SinceFirst, int SinceLast)> all = await FactsAsync(new LocalDate(1997, 9, 30));
        Assert.Equal(2457, all.Sum(static each => each.Days - 1)); // x
        Assert.Equal(1411, all.Count(static each => each.Days == 1));
        Assert.Equal(112_949, all.Sum(static each => each.SinceFirst - each.SinceLast)); // t_x in days
        Assert.Equal(539_779, all.Sum(static each => each.SinceFirst)); // T in days
    }

    [Fact]
    public async Task Purchases_in_the_39_weeks_after_calibration()
    {
        int after = (await FactsAsync(new LocalDate(1998, 6, 30))).Sum(static each => each.Days) - (await FactsAsync(new LocalDate(1997, 9, 30))).Sum(static each => each.Days);
        Assert.Equal(1882, after); // x.star
    }

    [Theory]
    [InlineData("1", 2, 30.428571, 38.857143)]
    [InlineData("1516", 26, 30.857143, 31)]
    public async Task Customers_of_the_walkthrough(string sampleId, int x, double tx, double t)
    {
        (_, int days, int sinceFirst, int sinceLast) = Assert.Single(await FactsAsync(new LocalDate(1997, 9, 30)), each => each.Customer == Ids[sampleId]);
        Assert.Equal(x, days - 1);
        Assert.Equal(tx, (sinceFirst - sinceLast) / 7.0, 1e-6);
        Assert.Equal(t, sinceFirst / 7.0, 1e-6);
    }

    private static async Task<List<(CustomerId Customer, int Days, int SinceFirst, int SinceLast)>> FactsAsync(LocalDate date)
    {
        KnownFact<int> days = Facts.PurchaseDays(Trailing.Ever);
        var reader = new TestRule(
            RuleDescriptor.For("test.reader", 1).Dimension("reader").Labels("x").Reads(days, Facts.DaysSinceFirstOrder, Facts.DaysSinceLastOrder), static (in _, _) => "x");
        ClassificationResult result = await new ClassificationEngine().RunAsync(
            new() { Columns = Columns, AsOf = AsOf.EndOf(date, DateTimeZone.Utc), Rules = [new(reader)] }, default);
        var all = new List<(CustomerId Customer, int Days, int SinceFirst, int SinceLast)>();
        for (int row = 0; row < Columns.Customers; row++)
        {
            CustomerFacts facts = result.Facts[row];
            all.Add((Columns.CustomerAt(row), facts[days], facts[Facts.DaysSinceFirstOrder]!.Value, facts[Facts.DaysSinceLastOrder]!.Value));
        }

        return all;
    }

    private static OrderColumns Read()
    {
        var pattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
        var events = new List<OrderEvent>();
        foreach (string line in File.ReadLines(TestData.Path("cdnow", "cdnow_sample.txt")))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length == 5)
            {
                string id = int.Parse(fields[1], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
                if (!Ids.TryGetValue(id, out CustomerId customer))
                {
                    Ids[id] = customer = CustomerId.New();
                }

                Instant at = pattern.Parse(fields[2]).Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
                events.Add(new OrderEvent(customer, OrderId.New(), at.ToUnixMicroseconds(), Money.Of(decimal.Parse(fields[4], CultureInfo.InvariantCulture), Currency.Usd).MinorUnits));
            }
        }

        return new MemoryOrders([], events) { BatchSize = 500 }.Build();
    }
}
