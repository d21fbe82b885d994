using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm loyalty</c> as people and scripts call it (LO-4, LO-5).</summary>
public sealed class LoyaltyTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task LO_4_Answers_are_imported_customers_assessed_and_shown_with_reasons_in_both_languages()
    {
        await ImportAsync();

        JsonElement run = (await _folder.RunAsync("loyalty", "assess", "--all", "--as-of", "2026-06-30", "--json")).Expect(0).Json.GetProperty("run");
        JsonElement shown = (await _folder.RunAsync("loyalty", "show", "ACME", "--as-of", "2026-07-31", "--json")).Expect(0).Json;
        ToolRun chinese = (await _folder.RunAsync("loyalty", "show", "ACME", "--as-of", "2026-07-31", "--lang", "zh")).Expect(0);

        Assert.Equal((3, 2, 1), (run.GetProperty("customers").GetInt32(), run.GetProperty("assessed").GetInt32(), run.GetProperty("unknown").GetInt32()));
        JsonElement assessment = shown.GetProperty("assessment");
        Assert.Equal(("trust", "true"), (assessment.GetProperty("type").GetString(), assessment.GetProperty("cell").GetString()));
        Assert.InRange(assessment.GetProperty("index").GetDouble(), 60, 100);
        Assert.InRange(assessment.GetProperty("confidence").GetDouble(), 0.3, 0.9);
        Assert.Contains(shown.GetProperty("why").EnumerateArray(), static reason => reason.GetProperty("reason").GetString() == "Repeat buying is 100 %, high from 50 % on");
        Assert.Contains(shown.GetProperty("values").EnumerateArray(), static value => value.GetProperty("indicator").GetString() == "trust" && value.GetProperty("sources")[0].GetString() == "survey");
        Assert.Contains(shown.GetProperty("missing").EnumerateArray(), static missing => missing.GetProperty("indicator").GetString() == "fault-tolerance");
        Assert.True(Assert.Single(shown.GetProperty("history").EnumerateArray()).GetProperty("agrees").GetBoolean());
        Assert.Contains("信赖忠诚", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("重复购买为 100 %，50 % 起为高", chinese.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LO_5_The_matrix_counts_customers_and_labels_and_segments_ask_for_types()
    {
        await ImportAsync();
        (await _folder.RunAsync("loyalty", "assess", "ACME", "--as-of", "2026-06-30")).Expect(0);
        (await _folder.RunAsync("loyalty", "assess", "BETA", "--as-of", "2026-06-30")).Expect(0);

        JsonElement matrix = (await _folder.RunAsync("loyalty", "matrix", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        (await _folder.RunAsync("classify", "--as-of", "2026-06-30")).Expect(0);
        JsonElement labels = (await _folder.RunAsync("labels", "--dimension", "loyalty-type", "--json")).Expect(0).Json;
        int facts = await CountAsync("""{"fact":"crm.loyalty-index","gte":50}"""), labelled = await CountAsync("""{"label":"loyalty-matrix","in":["true"]}""");

        Assert.Equal([("true", "trust", 1), (null, "kinship", 1)], matrix.EnumerateArray().Select(static row => (row.GetProperty("cell").GetString(), row.GetProperty("type").GetString(), row.GetProperty("customers").GetInt32())));
        Assert.Equal(["ACME trust", "BETA kinship"], labels.EnumerateArray().Where(static row => row.GetProperty("label").GetString() is not null).Select(static row => $"{row.GetProperty("customer").GetString()} {row.GetProperty("label").GetString()}").Order());
        Assert.Equal((1, 1), (facts, labelled));

        async Task<int> CountAsync(string where) => (await _folder.RunAsync("segment", "count", "--where", where, "--as-of", "2026-06-30", "--json")).Expect(0).Json.GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task Wrong_calls_say_what_would_be_right()
    {
        await ImportAsync();
        string wrong = await _folder.WriteAsync("wrong.csv", "key,customer,indicator,answer,scale,date\nw1,ACME,trust,6,likert-5,2026-05-01\n");

        Assert.Contains("or --all, and not both", (await _folder.RunAsync("loyalty", "assess")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("or --all, and not both", (await _folder.RunAsync("loyalty", "assess", "ACME", "--all")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("crm loyalty assess MUTE", (await _folder.RunAsync("loyalty", "show", "MUTE")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("which goes from 1 to 5 in whole numbers", (await _folder.RunAsync("import", "loyalty-evidence", wrong)).Expect(3).Error, StringComparison.Ordinal);
    }

    private async Task ImportAsync()
    {
        string customers = await _folder.WriteAsync("customers.csv", "key,name,kind,relationship\nACME,Acme,enterprise,business\nBETA,Beta,enterprise,internal\nMUTE,Mute,enterprise,business\n");
        string orders = await _folder.WriteAsync("orders.csv", "key,customer,date,product,quantity,price,currency\no1,ACME,2026-06-01,a,1,10,CNY\no2,ACME,2026-03-10,a,1,10,CNY\no3,ACME,2025-12-20,b,1,10,CNY\n");
        string answers = await _folder.WriteAsync(
            "answers.csv",
            "key,customer,indicator,answer,scale,date,source\na1,ACME,trust,5,likert-5,2026-05-01,survey\na2,ACME,emotion,9,nps,2026-05-01,survey\na3,ACME,satisfaction,4,csat,2026-05-01,interview\na4,ACME,price-sensitivity,20,percent,2026-05-01,staff\n");
        (await _folder.RunAsync("import", "customers", customers)).Expect(0);
        (await _folder.RunAsync("import", "orders", orders)).Expect(0);
        Assert.Equal(4, (await _folder.RunAsync("import", "loyalty-evidence", answers, "--json")).Expect(0).Json.GetProperty("created").GetInt32());
    }
}
