using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>The figures are those of the R package rfm for its data set rfm_data_orders as of 2006-12-31.</summary>
public sealed class RfmOrdersTests(RfmOrdersFixture rfm) : IClassFixture<RfmOrdersFixture>
{
    [Fact]
    public void All_orders_are_in()
    {
        Assert.Equal(4_906, rfm.Import.GetProperty("read").GetInt32());
        Assert.Equal(0, rfm.Import.GetProperty("rejected").GetInt32());
        Assert.Equal(995, rfm.Import.GetProperty("customersCreated").GetInt32());
        Assert.Equal(995, rfm.Rows.Length);
        Assert.Equal(4_906, rfm.Rows.Sum(static row => row.GetProperty("orders").GetInt32()));
        Assert.Equal(464_158m, rfm.Rows.Sum(Amount));
        Assert.All(rfm.Rows, static row => Assert.Equal("USD", row.GetProperty("amount").GetProperty("currency").GetString()));
    }

    [Theory]
    [InlineData("r", 197, 200, 199, 199, 200)]
    [InlineData("f", 268, 187, 176, 244, 120)]
    [InlineData("m", 200, 200, 198, 202, 195)]
    public void Scores_are_spread_as_the_package_spreads_them(string score, params int[] customers) =>
        Assert.Equal(customers, Enumerable.Range(1, 5).Select(value => rfm.Rows.Count(row => row.GetProperty(score).GetInt32() == value)));

    [Fact]
    public void The_three_digit_scores_have_the_package_s_sum() => Assert.Equal(329_437, rfm.Rows.Sum(Score));

    [Theory]
    [InlineData("Abbey O'Reilly", 205, 6, 472, 343)]
    [InlineData("Add Senger", 140, 3, 340, 412)]
    [InlineData("Aden Lesch", 194, 4, 405, 323)]
    [InlineData("Aden Murphy", 98, 7, 596, 544)]
    [InlineData("Agness O'Keefe", 90, 9, 843, 555)]
    [InlineData("Aiyanna Bruen", 246, 4, 157, 321)]
    public void Each_listed_customer_has_the_package_s_row(string customer, int recencyDays, int orders, int amount, int score)
    {
        JsonElement row = rfm.Rows.Single(row => row.GetProperty("customer").GetString() == customer);

        Assert.Equal(recencyDays, row.GetProperty("recencyDays").GetInt32());
        Assert.Equal(orders, row.GetProperty("orders").GetInt32());
        Assert.Equal(amount, Amount(row));
        Assert.Equal(score, Score(row));
    }

    [Theory]
    [InlineData("Champions", 158, 1_234, 120_178)]
    [InlineData("Loyal Customers", 278, 1_708, 166_712)]
    [InlineData("Potential Loyalist", 229, 801, 65_873)]
    [InlineData("Lost", 111, 244, 20_955)]
    [InlineData("At Risk", 86, 438, 44_178)]
    [InlineData("About To Sleep", 50, 127, 10_914)]
    [InlineData("Others", 48, 210, 22_061)]
    [InlineData("Need Attention", 35, 144, 13_287)]
    public void Segments_have_the_package_s_customers_orders_and_revenue(string segment, int customers, int orders, int revenue)
    {
        JsonElement[] members = [.. rfm.Rows.Where(row => row.GetProperty("segment").GetString() == segment)];

        Assert.Equal(customers, members.Length);
        Assert.Equal(orders, members.Sum(static row => row.GetProperty("orders").GetInt32()));
        Assert.Equal(revenue, members.Sum(Amount));
    }

    [Fact]
    public async Task Fixed_edges_of_a_file_give_the_package_s_scores_too()
    {
        string edges = await rfm.Folder.WriteAsync("edges.json", """{"recencyDays":[115,181,297,482],"orders":[4,5,6,8],"amounts":[256,382,506,666]}""");

        ToolRun run = await rfm.Folder.RunAsync("rfm", "--method", "fixed", "--edges", edges, "--as-of", "2006-12-31", "--json");

        JsonElement[] rows = [.. run.Expect(0).Json.EnumerateArray()];
        Assert.Equal([197, 201, 198, 199, 200], Enumerable.Range(1, 5).Select(value => rows.Count(row => row.GetProperty("r").GetInt32() == value)));
        Assert.Equal([200, 200, 197, 203, 195], Enumerable.Range(1, 5).Select(value => rows.Count(row => row.GetProperty("m").GetInt32() == value)));
        Assert.Equal(329_338, rows.Sum(Score));
    }

    [Fact]
    public async Task Segments_of_a_file_take_the_place_of_the_built_in_ones()
    {
        string segments = await rfm.Folder.WriteAsync("segments.json", """[{"name":"Best","r":"5","f":"4-5","m":"4-5"},{"name":"The rest"}]""");

        ToolRun run = await rfm.Folder.RunAsync("rfm", "--method", "r-rfm", "--segments", segments, "--as-of", "2006-12-31", "--json");

        JsonElement[] rows = [.. run.Expect(0).Json.EnumerateArray()];
        Assert.Equal(["Best", "The rest"], rows.Select(static row => row.GetProperty("segment").GetString()!).Distinct().Order());
        Assert.All(rows, static row => Assert.Equal(
            row.GetProperty("r").GetInt32() == 5 && row.GetProperty("f").GetInt32() >= 4 && row.GetProperty("m").GetInt32() >= 4,
            row.GetProperty("segment").GetString() == "Best"));
    }

    [Fact]
    public async Task A_file_of_rows_has_the_columns_of_the_contract()
    {
        string file = rfm.Folder.PathOf("rfm.csv");

        (await rfm.Folder.RunAsync("rfm", "--method", "r-rfm", "--as-of", "2006-12-31", "--out", file)).Expect(0);

        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.Equal("customer,recencyDays,orders,amount,r,f,m,segment", lines[0]);
        string[] cells = lines.Single(static line => line.StartsWith("Aden Murphy,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(["98", "7"], cells[1..3]);
        Assert.Equal(596m, decimal.Parse(cells[3], CultureInfo.InvariantCulture));
        Assert.Equal(["5", "4", "4", "Champions"], cells[4..]);
    }

    private static decimal Amount(JsonElement row) => row.GetProperty("amount").GetProperty("amount").GetDecimal();

    private static int Score(JsonElement row) => (100 * row.GetProperty("r").GetInt32()) + (10 * row.GetProperty("f").GetInt32()) + row.GetProperty("m").GetInt32();
}
