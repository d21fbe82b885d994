using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

/// <summary>The numbers that the R package rfm 0.3.0 prints for its own orders (README and tests, and run), as of 2006-12-31.</summary>
public sealed class RfmReferenceTests
{
    private static readonly AsOf AsOf = AsOf.EndOf(new LocalDate(2006, 12, 31), DateTimeZone.Utc);
    private static readonly (OrderColumns Columns, Dictionary<CustomerId, string> Names) Data = Read();
    private static readonly RfmTable Table = RfmScoring.Score(Data.Columns, AsOf, new RfmOptions { Method = RfmMethod.RRfm });

    [Fact]
    public void All_customers_orders_and_revenue_are_there()
    {
        Assert.Equal((995, 4906), (Table.Count, Table.Rows().Sum(static row => row.Orders)));
        Assert.Equal(464_158m, Table.Rows().Sum(static row => row.Amount.Amount));
    }

    [Fact]
    public void Edges_are_the_quintiles_plus_one()
    {
        Assert.Equal([115, 181, 297.4, 482], Table.Edges.RecencyDays.Select(static edge => Math.Round(edge, 9)));
        Assert.Equal([4, 5, 6, 8], Table.Edges.Orders);
        Assert.Equal([255.8, 382, 506.4, 666], Table.Edges.Amounts.Select(static edge => Math.Round(edge, 9)));
    }

    [Fact]
    public void Customers_by_score_are_those_of_the_package()
    {
        AssertScores(Table, [197, 200, 199, 199, 200], [268, 187, 176, 244, 120], [200, 200, 198, 202, 195]);
        Assert.Equal(329_437, Table.Rows().Sum(static row => row.Score));
    }

    [Fact]
    public void Customers_by_score_with_fixed_edges_are_those_of_the_package()
    {
        var edges = new RfmEdges([115, 181, 297, 482], [4, 5, 6, 8], [256, 382, 506, 666]);
        RfmTable table = RfmScoring.Score(Data.Columns, AsOf, new RfmOptions { Method = RfmMethod.Fixed, Edges = edges });
        AssertScores(table, [197, 201, 198, 199, 200], [268, 187, 176, 244, 120], [200, 200, 197, 203, 195]);
        Assert.Equal(329_338, table.Rows().Sum(static row => row.Score));
    }

    [Theory]
    [InlineData("Abbey O'Reilly", 205, 6, 472, 343)]
    [InlineData("Add Senger", 140, 3, 340, 412)]
    [InlineData("Aden Lesch", 194, 4, 405, 323)]
    [InlineData("Aden Murphy", 98, 7, 596, 544)]
    [InlineData("Agness O'Keefe", 90, 9, 843, 555)]
    [InlineData("Aiyanna Bruen", 246, 4, 157, 321)]
    public void Customers_have_the_scores_that_the_package_prints(string name, int days, int orders, int amount, int score)
    {
        RfmRow row = Assert.Single(Table.Rows(), row => Data.Names[row.Customer] == name);
        Assert.Equal((days, orders, (decimal)amount, score), (row.RecencyDays, row.Orders, row.Amount.Amount, row.Score));
    }

    [Theory]
    [InlineData("Champions", 158, 1234, 120_178)]
    [InlineData("Loyal Customers", 278, 1708, 166_712)]
    [InlineData("Potential Loyalist", 229, 801, 65_873)]
    [InlineData("Lost", 111, 244, 20_955)]
    [InlineData("At Risk", 86, 438, 44_178)]
    [InlineData("About To Sleep", 50, 127, 10_914)]
    [InlineData("Others", 48, 210, 22_061)]
    [InlineData("Need Attention", 35, 144, 13_287)]
    [InlineData("New Customers", 0, 0, 0)]
    [InlineData("Promising", 0, 0, 0)]
    [InlineData("Can't Lose Them", 0, 0, 0)]
    public void Segments_have_the_customers_orders_and_revenue_that_the_package_prints(string segment, int customers, int orders, int revenue)
    {
        RfmRow[] rows = [.. Table.Rows().Where(row => row.Segment!.Name == segment)];
        Assert.Equal((customers, orders, (decimal)revenue), (rows.Length, rows.Sum(static row => row.Orders), rows.Sum(static row => row.Amount.Amount)));
    }

    private static void AssertScores(RfmTable table, int[] r, int[] f, int[] m)
    {
        Assert.Equal(r, Counts(static row => row.R));
        Assert.Equal(f, Counts(static row => row.F));
        Assert.Equal(m, Counts(static row => row.M));

        IEnumerable<int> Counts(Func<RfmRow, int> score) => Enumerable.Range(1, 5).Select(n => table.Rows().Count(row => score(row) == n));
    }

    private static (OrderColumns Columns, Dictionary<CustomerId, string> Names) Read()
    {
        var ids = new Dictionary<string, CustomerId>(StringComparer.Ordinal);
        var events = new List<OrderEvent>();
        foreach (string line in File.ReadLines(TestData.Path("rfm-orders", "rfm_data_orders.csv")).Skip(1))
        {
            string[] fields = line.Split(','); // no field of this file has a comma
            string name = fields[0].Trim('"');
            if (!ids.TryGetValue(name, out CustomerId id))
            {
                ids[name] = id = CustomerId.New();
            }

            Instant at = LocalDatePattern.Iso.Parse(fields[1]).Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
            events.Add(new OrderEvent(id, OrderId.New(), at.ToUnixMicroseconds(), 100 * long.Parse(fields[2], CultureInfo.InvariantCulture)));
        }

        return (new MemoryOrders([], events) { BatchSize = 500 }.Build(), ids.ToDictionary(static pair => pair.Value, static pair => pair.Key));
    }
}
