using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm value</c> on the CDNOW sample, imported as a file.</summary>
public sealed class ValueTests : IAsyncLifetime
{
    private ToolFolder Folder { get; } = new();

    public async Task InitializeAsync() => (await Folder.RunAsync(
        "import", "orders", TestData.Path("cdnow", "cdnow_sample.txt"), "--delimiter", "space", "--no-header", "--columns", "master,customer,date,quantity,amount",
        "--date-format", "yyyyMMdd", "--currency", "USD", "--create-customers", "--json")).Expect(0);

    [Theory] // FHL05a, CLVTools, FH13
    [InlineData("bg-nbd", 2357, -9582.4292, "r,alpha,a,b", 0.2425945, 4.4136019, 0.7929199, 2.4258881)]
    [InlineData("pareto-nbd", 2357, -9594.9762, "r,alpha,s,beta", 0.55315, 10.57633, 0.60625, 11.67150)]
    [InlineData("gamma-gamma", 946, -4055.9177, "p,q,gamma", 6.25, 3.74, 15.44)]
    public async Task VA_2_fit_answers_with_the_published_figures(string model, int customers, double logLikelihood, string names, params double[] values)
    {
        JsonElement fit = (await Folder.RunAsync("value", "fit", "--model", model, "--unit", "week", "--until", "1997-09-30", "--json")).Expect(0).Json;
        Assert.Equal(model, fit.GetProperty("model").GetString());
        Assert.Equal(customers, fit.GetProperty("customers").GetInt32());
        Assert.True(fit.GetProperty("converged").GetBoolean());
        Assert.Equal(logLikelihood, fit.GetProperty("logLikelihood").GetDouble(), 1e-3);
        Assert.Equal(names.Split(','), fit.GetProperty("parameters").EnumerateObject().Select(static p => p.Name));
        Assert.All(fit.GetProperty("parameters").EnumerateObject().Zip(values), static pair => Assert.Equal(pair.Second, pair.First.Value.GetDouble(), 0.005 * pair.Second));
        Assert.Equal(0, fit.GetProperty("warnings").GetArrayLength());
        Assert.True(fit.GetProperty("elapsedMs").GetInt64() >= 0);
    }

    [Fact]
    public async Task VA_2_predict_writes_the_columns_of_the_contract_and_the_published_figures()
    {
        string file = Folder.PathOf("predictions.csv");
        (await Folder.RunAsync("value", "predict", "--model", "bg-nbd", "--unit", "week", "--until", "1997-09-30", "--horizon", "52", "--discount", "0.126825", "--out", file, "--keep")).Expect(0);

        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.Equal("customer,frequency,recency,age,pAlive,expectedPurchases,expectedSpend,clv", lines[0]);
        Assert.Equal(2357 + 1, lines.Length);
        double[] best = Cells(lines, "1516");
        Assert.Equal(26, best[0]);
        Assert.Equal(30.857143, best[1], 1e-6);
        Assert.Equal(31, best[2], 1e-6);
        Assert.Equal(0.9688523, best[3], 1e-5); // BTYD walkthrough
        Assert.Equal(25.75659, best[4], 1e-2);
        double[] first = Cells(lines, "0001");
        Assert.Equal(24.65, first[5], 0.1); // FH13
        Assert.Equal(36.278, first[6], 0.01 * 36.278); // lifetimes, whose horizon is 52.14 weeks

        JsonElement rows = (await Folder.RunAsync("value", "predict", "--model", "bg-nbd", "--until", "1997-09-30", "--horizon", "52", "--discount", "0.126825", "--json")).Expect(0).Json;
        Assert.Equal(first[6], rows.EnumerateArray().Single(static row => row.GetProperty("customer").GetString() == "0001").GetProperty("clv").GetDouble(), 1e-12); // from the kept fit
        JsonElement status = (await Folder.RunAsync("db", "status", "--count", "--json")).Expect(0).Json;
        Assert.Contains("value-prediction", status.ToString(), StringComparison.Ordinal);
        (await Folder.RunAsync("value", "predict", "--model", "bg-nbd", "--until", "1997-09-30", "--horizon", "26", "--keep")).Expect(0); // takes the place of the first
    }

    [Fact] // 1,882 purchases in weeks 40 to 78; purchases each by repeat purchases before, as in the table of BTYD's walkthrough
    public async Task VA_2_check_holds_the_model_against_the_holdout()
    {
        JsonElement check = (await Folder.RunAsync("value", "check", "--model", "pareto-nbd", "--until", "1997-09-30", "--holdout", "1998-06-30", "--json")).Expect(0).Json;
        Assert.Equal(1882, check.GetProperty("actual").GetInt32());
        Assert.Equal((check.GetProperty("predicted").GetDouble() / 1882) - 1, check.GetProperty("relativeError").GetDouble(), 1e-12);
        JsonElement[] buckets = [.. check.GetProperty("buckets").EnumerateArray()];
        Assert.Equal([1411, 439, 214, 100, 62, 38, 29, 64], buckets.Select(static b => b.GetProperty("customers").GetInt32()));
        double[] actual = [0.2367, 0.6970, 1.3925, 1.5600, 2.5323, 2.9474, 3.8621, 6.3594], expected = [0.1385, 0.5996, 1.1959, 1.7141, 2.3987, 2.9067, 3.8182, 6.4035];
        Assert.All(buckets, (b, i) => Assert.Equal(actual[i], b.GetProperty("actual").GetInt32() / (double)b.GetProperty("customers").GetInt32(), 1e-4));
        Assert.All(buckets, (b, i) => Assert.Equal(expected[i], b.GetProperty("predicted").GetDouble() / b.GetProperty("customers").GetInt32(), 1e-3));
        Assert.Equal(2457 + 1882, check.GetProperty("tracking").EnumerateArray().Last().GetProperty("cumulativeActual").GetInt32());
    }

    [Fact]
    public async Task VA_1_show_tells_what_a_customer_brought_what_is_missing_and_the_kept_predictions()
    {
        (await Folder.RunAsync("value", "predict", "--model", "bg-nbd", "--until", "1997-09-30", "--horizon", "52", "--keep", "--json")).Expect(0);
        string gifts = await Folder.WriteAsync("gifts.csv", "customer,type,date,amount,currency\r\n0001,gift,1998-01-01,10,USD\r\n");
        (await Folder.RunAsync("import", "investments", gifts)).Expect(0);

        JsonElement shown = (await Folder.RunAsync("value", "show", "0001", "--as-of", "1998-06-30", "--json")).Expect(0).Json;

        decimal revenue = await RevenueAsync("0001");
        Assert.Equal((revenue, 10m, revenue - 10m), (Amount(shown, "revenue"), Amount(shown, "invested"), Amount(shown, "profit")));
        Assert.Equal((double)((revenue - 10m) / 10m), shown.GetProperty("returnOnInvestment").GetDouble(), 1e-12);
        Assert.True(shown.GetProperty("linesWithoutCost").GetInt32() > 0);
        Assert.Equal("1997-09-30T23:59:59.999999Z", shown.GetProperty("bg-nbd.asOf").GetString());
        Assert.InRange(shown.GetProperty("bg-nbd.pAlive").GetDouble(), 0.5, 1);
        Assert.Contains("profit", (await Folder.RunAsync("value", "show", "0001", "--as-of", "1998-06-30")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VA_4_profit_is_told_by_class_and_by_how_unevenly_it_is_spread()
    {
        (await Folder.RunAsync("classify", "--as-of", "1998-06-30")).Expect(0);
        decimal[] best = [.. (await OrdersAsync()).GroupBy(static order => order.Customer).Select(static of => of.Sum(static order => order.Amount)).OrderDescending()];

        JsonElement[] classes = [.. (await Folder.RunAsync("value", "classes", "--dimension", "value-tier", "--as-of", "1998-06-30", "--json")).Expect(0).Json.EnumerateArray()];
        JsonElement spread = (await Folder.RunAsync("value", "concentration", "--share", "0.2", "--share", "1", "--as-of", "1998-06-30", "--json")).Expect(0).Json;

        Assert.Equal(["high", "low", "middle"], classes.Select(static one => one.GetProperty("label").GetString()));
        Assert.Equal((2357, best.Sum()), (classes.Sum(static one => one.GetProperty("customers").GetInt32()), classes.Sum(static one => Amount(one, "profit"))));
        Assert.All(classes, static one => Assert.Equal(JsonValueKind.Null, one.GetProperty("returnOnInvestment").ValueKind)); // nothing was invested
        int fifth = (int)Math.Round(0.2 * best.Length);
        JsonElement[] shares = [.. spread.GetProperty("best").EnumerateArray()];
        Assert.Equal((fifth, best.Take(fifth).Sum()), (shares[0].GetProperty("customers").GetInt32(), Amount(shares[0], "profit")));
        Assert.Equal(1, shares[1].GetProperty("shareOfProfit").GetDouble());
        Assert.Equal(best.Sum(), Amount(spread.GetProperty("base"), "profit"));
        double gini = best.Select((profit, i) => (double)profit * (best.Length - (2 * i) - 1)).Sum() / (best.Length * (double)best.Sum());
        Assert.Equal(gini, spread.GetProperty("base").GetProperty("gini").GetDouble(), 1e-9);
        Assert.Equal(201, spread.GetProperty("curve").GetArrayLength());
    }

    [Fact]
    public async Task VA_4_indicators_come_with_their_evidence_and_without_a_score_where_there_is_none()
    {
        JsonElement[] rows = [.. (await Folder.RunAsync("value", "indicators", "0001", "--as-of", "1997-09-30", "--json")).Expect(0).Json.EnumerateArray()];

        Assert.Equal(["enthusiasm", "operating-ability", "reputation", "social-connections"], rows.Select(static row => row.GetProperty("indicator").GetString()));
        Assert.Equal("purchase-days", rows[0].GetProperty("evidence").GetString());
        Assert.All(rows[1..], static row => Assert.Equal(JsonValueKind.Null, row.GetProperty("score").ValueKind));
        Assert.Contains("客户热情", (await Folder.RunAsync("value", "indicators", "0001", "--as-of", "1997-09-30", "--lang", "zh")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Expected against actual purchases", "Repeat purchases, added up by week")]
    [InlineData("zh", "预期购买与实际购买", null)]
    public async Task VA_2_the_reports_show_expected_against_actual_purchases(string language, string section, string? caption)
    {
        string value = Folder.PathOf("value.html"), before = Folder.PathOf("before.html"), overview = Folder.PathOf("overview.html");
        (await Folder.RunAsync("report", "overview", "--html", before, "--as-of", "1998-06-30", "--lang", language)).Expect(0);
        (await Folder.RunAsync("report", "value", "--until", "1997-09-30", "--as-of", "1998-06-30", "--html", value, "--lang", language)).Expect(0);
        (await Folder.RunAsync("report", "overview", "--html", overview, "--as-of", "1998-06-30", "--lang", language)).Expect(0); // by the fit that the report on values kept

        string page = await File.ReadAllTextAsync(value);
        Assert.All([page, await File.ReadAllTextAsync(overview)], text => Assert.Contains($">{section}</h2>", text, StringComparison.Ordinal));
        Assert.DoesNotContain($">{section}</h2>", await File.ReadAllTextAsync(before), StringComparison.Ordinal);
        Assert.Contains("4,339", page, StringComparison.Ordinal); // 2,457 repeat purchases in the calibration and 1,882 in the holdout
        Assert.True(caption is null || page.Contains(caption, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fit_that_the_data_cannot_carry_is_refused_in_one_line()
    {
        ToolRun run = (await Folder.RunAsync("value", "fit", "--model", "bg-nbd", "--until", "1997-01-02")).Expect(1);
        Assert.Contains("CRM6004", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value", "fit", "--model", "nbd")]
    [InlineData("value", "predict", "--model", "bg-nbd", "--horizon", "-1")]
    [InlineData("value", "predict", "--model", "bg-nbd", "--horizon", "4", "--discount", "-2")]
    [InlineData("value", "concentration", "--share", "2")]
    [InlineData("value", "classes")]
    [InlineData("value", "check", "--model", "bg-nbd", "--until", "1997-09-30", "--holdout", "1997-09-30")]
    public async Task Wrong_calls_of_value_are_refused(params string[] call) => (await Folder.RunAsync(call)).Expect(2);

    async Task IAsyncLifetime.DisposeAsync() => await Folder.DisposeAsync();

    private static decimal Amount(JsonElement row, string property) => row.GetProperty(property).GetProperty("amount").GetDecimal();

    private static async Task<decimal> RevenueAsync(string customer) => (await OrdersAsync()).Where(order => order.Customer == customer).Sum(static order => order.Amount);

    private static async Task<IReadOnlyList<(string Customer, decimal Amount)>> OrdersAsync() =>
    [
        .. (await File.ReadAllLinesAsync(TestData.Path("cdnow", "cdnow_sample.txt"))).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 5).Select(static cells => (cells[1], decimal.Parse(cells[4], CultureInfo.InvariantCulture))),
    ];

    private static double[] Cells(string[] lines, string customer) =>
        [.. lines.Single(line => line.StartsWith(customer + ",", StringComparison.Ordinal)).Split(',')[1..].Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture))];
}
