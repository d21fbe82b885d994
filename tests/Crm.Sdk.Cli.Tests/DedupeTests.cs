using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.TestSupport;
using Xunit.Abstractions;

namespace Crm.Sdk.Cli.Tests;

/// <summary>Duplicates from the command line, on restaurants of two guides whose true pairs are known. Rules and threshold are the defaults, which were chosen on made customers.</summary>
public sealed class DedupeTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DQ_3_precision_and_recall_on_the_restaurants_reach_nine_tenths(bool enterprises)
    {
        string file = TestData.Path("restaurant-dedupe", "restaurant.csv");
        if (enterprises)
        {
            string[] lines = await File.ReadAllLinesAsync(file);
            file = await _folder.WriteAsync("restaurants.csv", string.Join('\n', lines.Select(static (line, i) => line + (i == 0 ? ",kind" : ",enterprise"))) + "\n");
        }

        ToolRun import = await _folder.RunAsync("import", "customers", file, "--map", "key=id", "--map", "address=addr", "--map", "name=name", "--map", "city=city", "--map", "phone=phone", "--json");
        Assert.Equal(864, import.Expect(0).Json.GetProperty("created").GetInt32());

        JsonElement answer = (await _folder.RunAsync("dedupe", "find", "--out", _folder.PathOf("pairs.csv"), "--json")).Expect(0).Json;

        string[] rows = await File.ReadAllLinesAsync(_folder.PathOf("pairs.csv"));
        Assert.Equal("left,right,score,reasons", rows[0]);
        Assert.Equal(answer.GetProperty("pairs").GetInt32(), rows.Length - 1);
        Assert.True(answer.TryGetProperty("elapsedMs", out _));
        HashSet<(int, int)> found = [.. rows[1..].Select(static row => row.Split(',')).Select(static cells => Pair(cells[0], cells[1]))];
        HashSet<(int, int)> truth = [.. (await File.ReadAllLinesAsync(TestData.Path("restaurant-dedupe", "restaurant_gold.csv")))[1..].Select(static row => row.Split(',')).Select(static cells => Pair(cells[1], cells[2]))];
        double right = found.Count(truth.Contains), precision = right / found.Count, recall = right / truth.Count;
        output.WriteLine(FormattableString.Invariant($"{found.Count} pairs found of {truth.Count}: precision {precision:0.000}, recall {recall:0.000}"));
        Assert.True(precision >= 0.9 && recall >= 0.9, FormattableString.Invariant($"precision {precision:0.000}, recall {recall:0.000}"));
        Assert.All(rows[1..], static row => Assert.True(row.Split(',', 4)[3].Length > 10, row)); // reasons in words
    }

    [Fact]
    public async Task Reasons_are_given_in_the_language_of_the_call()
    {
        string file = await _folder.WriteAsync("customers.csv", "key,name,phone\n1,张伟,13800138000\n2,张伟先生,+8613800138000\n");
        (await _folder.RunAsync("import", "customers", file, "--country", "CN")).Expect(0);
        (await _folder.RunAsync("dedupe", "find", "--out", _folder.PathOf("pairs.csv"), "--lang", "zh")).Expect(0);
        Assert.Contains("有相同的电话号码。", await File.ReadAllTextAsync(_folder.PathOf("pairs.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DQ_3_a_merge_is_shown_made_and_taken_apart_on_a_database()
    {
        string file = await _folder.WriteAsync("customers.csv", "key,kind,name,email,phone\nA,enterprise,Ada Ltd,a@ada.example,\nB,enterprise,Ada Limited,b@ada.example,+12125551234\n");
        (await _folder.RunAsync("import", "customers", file, "--json")).Expect(0);
        (await _folder.RunAsync("export", "customers", _folder.PathOf("before.csv"))).Expect(0);

        JsonElement plan = (await _folder.RunAsync("dedupe", "merge", "A", "B", "--dry-run", "--rule", "name=longest", "--json")).Expect(0).Json;
        Assert.True(plan.GetProperty("dryRun").GetBoolean());
        JsonElement name = plan.GetProperty("fields").EnumerateArray().Single(static field => field.GetProperty("field").GetString() == "name");
        Assert.Equal(("Ada Limited", "loser"), (name.GetProperty("result").GetString(), name.GetProperty("from").GetString()));

        JsonElement merge = (await _folder.RunAsync("dedupe", "merge", "A", "B", "--rule", "name=longest", "--json")).Expect(0).Json;
        Assert.Equal(0, (await _folder.RunAsync("dedupe", "find", "--json")).Expect(0).Json.GetProperty("pairs").GetInt32());
        (await _folder.RunAsync("dedupe", "merge", "A", "B")).Expect(1);

        (await _folder.RunAsync("dedupe", "unmerge", merge.GetProperty("merge").GetString()!, "--json")).Expect(0);
        (await _folder.RunAsync("export", "customers", _folder.PathOf("after.csv"))).Expect(0);
        Assert.Equal(await File.ReadAllTextAsync(_folder.PathOf("before.csv")), await File.ReadAllTextAsync(_folder.PathOf("after.csv")));
        (await _folder.RunAsync("dedupe", "merge", "A", "B")).Expect(0);
        (await _folder.RunAsync("dedupe", "unmerge", "B")).Expect(0);
    }

    [Fact]
    public async Task DQ_3_an_import_tells_of_or_refuses_rows_that_are_there_already_unless_it_skips_the_check()
    {
        string file = await _folder.WriteAsync("customers.csv", "key,kind,name,phone\nGD,enterprise,Golden Dragon Trading Ltd,+12125551234\n");
        string again = await _folder.WriteAsync("again.csv", "key,kind,name,phone\nX,enterprise,Silver Lotus,+12125550000\nGD2,enterprise,The Golden Dragon,+12125551234\n");
        string strict = await _folder.WriteAsync("strict.json", """{"Crm":{"Plugins":{"crm.rules.duplicates":{"BlockFrom":"0.9"}}}}""");
        (await _folder.RunAsync("import", "customers", file)).Expect(0);

        ToolRun refused = await _folder.RunAsync("import", "customers", again, "--config", strict, "--json");
        Assert.Equal((1, 1, 0), Counts(refused.Expect(3).Json));
        Assert.Contains("'GD'", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Trading", refused.Error, StringComparison.Ordinal);

        Assert.Equal((1, 0, 1), Counts((await _folder.RunAsync("import", "customers", again, "--json")).Expect(0).Json));
        string third = await _folder.WriteAsync("third.csv", "key,kind,name,phone\nGD3,enterprise,Golden Dragon,+12125551234\n");
        Assert.Equal((1, 0, 0), Counts((await _folder.RunAsync("import", "customers", third, "--config", strict, "--duplicates", "skip", "--json")).Expect(0).Json));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_threshold_out_of_range_is_a_wrong_call(string threshold)
    {
        ToolRun run = await _folder.RunAsync("dedupe", "find", "--threshold", threshold);
        Assert.Contains("--threshold", run.Expect(2).Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static (int Created, int Rejected, int Duplicates) Counts(JsonElement report) =>
        (report.GetProperty("created").GetInt32(), report.GetProperty("rejected").GetInt32(), report.GetProperty("duplicates").GetInt32());

    private static (int, int) Pair(string left, string right)
    {
        int a = int.Parse(left, System.Globalization.CultureInfo.InvariantCulture), b = int.Parse(right, System.Globalization.CultureInfo.InvariantCulture);
        return (Math.Min(a, b), Math.Max(a, b));
    }
}
