using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.Credit;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm credit assess</c> (CR-1 to CR-4).</summary>
public sealed class CreditTests : IAsyncDisposable
{
    private static readonly string Example = RepositoryFolder.PathOf("docs", "schemas", "credit-input.example.json");

    private const string Listed = """{ "indicator": "listed-defaulter", "value": 1, "date": "2026-06-01", "source": "public-record" },""";

    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CR_2_The_example_of_the_docs_is_graded_with_reasons_terms_and_what_would_raise_it()
    {
        JsonElement answer = (await ToolFolder.RunPlainAsync("credit", "assess", "--input", Example, "--json")).Expect(0).Json;

        Assert.Equal("B", answer.GetProperty("grade").GetString());
        Assert.Equal(["character", "capacity", "capital", "collateral", "conditions", "coverage"], answer.GetProperty("criteria").EnumerateArray().Select(static c => c.GetProperty("criterion").GetString()));
        JsonElement capacity = answer.GetProperty("criteria")[1];
        JsonElement current = capacity.GetProperty("indicators")[0];
        Assert.Equal(("current-ratio", 1.8, "statement"), (current.GetProperty("name").GetString(), current.GetProperty("value").GetDouble(), current.GetProperty("source").GetString()));
        Assert.Contains(capacity.GetProperty("reasons").EnumerateArray(), static reason => reason.GetString()!.StartsWith("Current ratio 1.8 (Financial statement, 2025-12-31) counts", StringComparison.Ordinal));
        Assert.Equal(["years-of-dealing"], answer.GetProperty("missing").EnumerateArray().Select(static m => m.GetProperty("indicator").GetString()));
        Assert.Equal("A", answer.GetProperty("toRaise")[0].GetProperty("grade").GetString());
        Assert.Equal("net-worth", answer.GetProperty("bindingFormula").GetString()); // a twentieth of 5,400,000
        Assert.Equal((270_000m, "CNY"), (answer.GetProperty("proposedLimit").GetProperty("amount").GetDecimal(), answer.GetProperty("proposedLimit").GetProperty("currency").GetString()));
        Assert.Equal(45, answer.GetProperty("proposedTermDays").GetInt32());
        Assert.Equal("2027-06-30", answer.GetProperty("validUntil").GetString());
    }

    [Fact]
    public async Task The_same_reasons_are_given_in_Chinese()
    {
        ToolRun run = (await ToolFolder.RunPlainAsync("credit", "assess", "--input", Example, "--lang", "zh")).Expect(0);

        Assert.Contains("流动比率 1.8（财务报表，2025-12-31）计", run.Output, StringComparison.Ordinal);
        Assert.Contains("提高等级的途径", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_lines_the_malformed_are_told_with_line_and_pointer_and_the_others_are_assessed()
    {
        string good = string.Concat((await File.ReadAllTextAsync(Example)).Split('\n').Select(static line => line.Trim()));
        string file = await _folder.WriteAsync("many.jsonl", string.Join('\n', good, """{"customer":"x","currency":"CNY","evidence":[{"indicator":"days-late","value":"3"}]}""", string.Empty, """{"customer":"y","currency":"CNY"}""", """{"customer":"z","currency":"CNY","limit":1}""", "{"));
        string rows = _folder.PathOf("rows.csv");
        ToolRun run = (await ToolFolder.RunPlainAsync("credit", "assess", "--input", file, "--json", "--as-of", "2026-06-30", "--out", rows)).Expect(3);

        Assert.Equal(["HUAXIN B", "y D"], run.Json.EnumerateArray().Select(static row => $"{row.GetProperty("customer").GetString()} {row.GetProperty("grade").GetString()}"));
        Assert.Contains("line 2: /evidence/0/value: the value has another type", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 5: /limit: there is no such field", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 6: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await File.ReadAllLinesAsync(rows)).Length);
    }

    [Theory]
    [InlineData("""{"currency":"CNY"}""", "/customer: the field is missing")]
    [InlineData("""{"customer":"x","currency":"CNY","evidence":[{"indicator":"a","value":1,"date":"2026-02-30","source":"bank"}]}""", "/evidence/0/date: '2026-02-30' is no date")]
    [InlineData("""{"customer":"x","currency":"CNY","evidence":[{"indicator":"a","value":1,"date":"2026-02-03","source":"bank","reliability":2}]}""", "/evidence/0: evidence on 'a', reliability: 2 is not from 0 to 1")]
    [InlineData("""{"customer":"x","currency":"ABC"}""", "/currency: ")]
    [InlineData("""{"customer":"x","currency":"CNY","requestedLimit":0.001}""", "/requestedLimit: ")]
    [InlineData("""{"customer":"x","currency":"CNY","requestedLimit":-1}""", "requested limit: -1.00 CNY is negative")]
    [InlineData("""{"customer":"x","currency":"CNY","customer":"y"}""", "/customer: the field stands twice")]
    [InlineData("null", "null is no assessment")]
    [InlineData("[1]", "the value has another type")]
    [InlineData("{\"customer\":", "no JSON at byte")]
    public async Task An_input_that_cannot_be_assessed_is_one_clear_error(string json, string expected)
    {
        string file = await _folder.WriteAsync("one.json", json);
        ToolRun run = (await ToolFolder.RunPlainAsync("credit", "assess", "--input", file)).Expect(1);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_veto_makes_the_grade_D_and_the_limit_nothing()
    {
        string file = await _folder.WriteAsync("listed.json", (await File.ReadAllTextAsync(Example)).Replace("\"evidence\": [", "\"evidence\": [" + Listed, StringComparison.Ordinal));
        JsonElement answer = (await ToolFolder.RunPlainAsync("credit", "assess", "--input", file, "--json")).Expect(0).Json;

        Assert.Equal(("D", 0m, 0), (answer.GetProperty("grade").GetString(), answer.GetProperty("proposedLimit").GetProperty("amount").GetDecimal(), answer.GetProperty("proposedTermDays").GetInt32()));
        Assert.Equal("Listed defaulter (Public record, 2026-06-01): the grade is at best D", answer.GetProperty("limits")[0].GetString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_wrong_call() => Assert.Contains(
        "there is no file", (await ToolFolder.RunPlainAsync("credit", "assess", "--input", "nowhere.json")).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task CR_8_A_scorecard_is_fitted_with_its_classes_points_and_quality_and_saved()
    {
        string saved = _folder.PathOf("card.json");
        JsonElement answer = (await ToolFolder.RunPlainAsync(
            ["credit", "scorecard", "fit", .. German, "--characteristics", "checking-status,credit-history,savings", "--min-share", "0", "--save", saved, "--json"])).Expect(0).Json;

        Assert.Equal(0.754833, answer.GetProperty("scorecard").GetProperty("auc").GetDouble());
        Assert.Equal(["checking-status", "credit-history", "savings"], answer.GetProperty("characteristics").EnumerateArray().Select(static one => one.GetProperty("characteristic").GetString()));
        Assert.Equal(0.666012, answer.GetProperty("characteristics")[0].GetProperty("informationValue").GetDouble());
        Assert.Equal(14, answer.GetProperty("bins").GetArrayLength());
        Assert.Equal(3, ScorecardFile.Read(await File.ReadAllBytesAsync(saved)).Characteristics.Count);
    }

    [Fact]
    public async Task CR_8_A_scorecard_is_checked_on_cases_that_it_was_not_made_of_and_the_spread_is_shown()
    {
        ToolRun run = (await ToolFolder.RunPlainAsync(["credit", "scorecard", "check", .. German, "--seeds", "2", "--folds", "5", "--lang", "zh"])).Expect(0);

        Assert.Contains("平均 AUC", run.Output, StringComparison.Ordinal);
        Assert.Contains("各种子间标准差", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--edges", "duration", "is not COLUMN=NUMBER")]
    [InlineData("--edges", "duration=8,x", "'x' is no number")]
    [InlineData("--characteristics", "income", "There is no characteristic 'income'; there are checking-status")]
    public async Task A_wrong_setting_of_a_scorecard_is_told(string option, string value, string says)
    {
        ToolRun run = await ToolFolder.RunPlainAsync(["credit", "scorecard", "fit", .. German, option, value]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CR_7_Evidence_is_imported_a_customer_assessed_by_its_file_and_the_files_show_migration_and_warnings()
    {
        string customers = await _folder.WriteAsync("customers.csv", "key,name,kind\nACME,Acme,enterprise\n");
        string evidence = await _folder.WriteAsync(
            "evidence.csv",
            "key,customer,indicator,value,date,source,reliability\ne1,ACME,on-time-rate,0.97,2026-05-01,own-records,1\ne2,ACME,days-late,2.5,2026-05-01,bank,0.8\ne4,ACME,current-ratio,2.5,2026-05-01,agency,1\ne5,ACME,quick-ratio,1.4,2026-05-01,agency,1\ne6,ACME,equity-ratio,0.6,2026-05-01,agency,1\ne3,ACME,listed-defaulter,1,2026-09-01,public-record,1\n");
        (await _folder.RunAsync("import", "customers", customers)).Expect(0);
        Assert.Equal(6, (await _folder.RunAsync("import", "credit-evidence", evidence, "--json")).Expect(0).Json.GetProperty("created").GetInt32());

        JsonElement june = (await _folder.RunAsync("credit", "assess", "ACME", "--limit", "1000", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        JsonElement september = (await _folder.RunAsync("credit", "assess", "ACME", "--as-of", "2026-09-30", "--json")).Expect(0).Json;
        JsonElement matrix = (await _folder.RunAsync("credit", "migration", "--from", "2026-06-30", "--to", "2026-09-30", "--json")).Expect(0).Json;
        ToolRun watch = (await _folder.RunAsync("credit", "watchlist", "--as-of", "2026-09-30", "--lang", "zh")).Expect(0);

        Assert.Equal(("ACME", 1_000m), (june.GetProperty("customer").GetString(), june.GetProperty("proposedLimit").GetProperty("amount").GetDecimal()));
        Assert.NotEqual("D", june.GetProperty("grade").GetString());
        Assert.Equal("D", september.GetProperty("grade").GetString());
        Assert.Equal($"{june.GetProperty("grade").GetString()}D1", string.Concat(matrix[0].EnumerateObject().Select(static cell => cell.Value.ToString())));
        Assert.Contains("等级下调", watch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assessing_neither_a_customer_nor_a_file_is_a_wrong_call() =>
        Assert.Contains("and not both", (await ToolFolder.RunPlainAsync("credit", "assess")).Expect(2).Error, StringComparison.Ordinal);

    private static string[] German =>
    [
        TestData.Path("german-credit", "german.data"), "--no-header", "--delimiter", "space", "--outcome", "outcome", "--bad", "2", "--columns",
        "checking-status,duration,credit-history,purpose,amount,savings,employment,installment-rate,personal-status,other-debtors,residence,property,age,other-plans,housing,credits,job,liable,telephone,foreign-worker,outcome",
    ];
}
