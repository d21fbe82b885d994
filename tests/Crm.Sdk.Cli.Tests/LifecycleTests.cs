using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm lifecycle</c> as people and scripts call it (LC-1).</summary>
public sealed class LifecycleTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task LC_1_Stages_are_derived_shown_with_causes_in_both_languages_and_asked_for_by_segments()
    {
        await ImportAsync();

        JsonElement run = (await _folder.RunAsync("lifecycle", "run", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        JsonElement shown = (await _folder.RunAsync("lifecycle", "show", "ACME", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        ToolRun english = (await _folder.RunAsync("lifecycle", "show", "ACME", "--as-of", "2026-06-30")).Expect(0), chinese = (await _folder.RunAsync("lifecycle", "show", "ACME", "--as-of", "2026-06-30", "--lang", "zh")).Expect(0);
        (await _folder.RunAsync("classify", "--as-of", "2026-06-30")).Expect(0);

        Assert.Equal((2, 2), (run.GetProperty("customers").GetInt32(), run.GetProperty("changed").GetInt32()));
        JsonElement lifecycle = shown.GetProperty("lifecycle");
        Assert.Equal(("at-risk", "decline", "2026-05-01", true), (lifecycle.GetProperty("stage").GetString(), lifecycle.GetProperty("phase").GetString(), lifecycle.GetProperty("since").GetString(), lifecycle.GetProperty("agrees").GetBoolean()));
        Assert.Equal(["first-purchase", "repeat", "at-risk"], shown.GetProperty("changes").EnumerateArray().Select(static change => change.GetProperty("stage").GetString()));
        Assert.Equal("Purchase: last 2 usual intervals of 30 days ago, at least 2", shown.GetProperty("changes")[2].GetProperty("reasons")[0].GetString());
        Assert.Equal("lost", Assert.Single(shown.GetProperty("next").EnumerateArray()).GetProperty("stage").GetString());
        Assert.Contains("At risk", english.Output, StringComparison.Ordinal);
        Assert.Contains("最近一次购买在 2 个惯常间隔（30 天）之前，不少于 2", chinese.Output.ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
        Assert.Equal((1, 1), (await CountAsync("""{"fact":"crm.lifecycle-stage","eq":"at-risk"}"""), await CountAsync("""{"label":"lifecycle-stage","is":"at-risk"}""")));

        async Task<int> CountAsync(string where) => (await _folder.RunAsync("segment", "count", "--where", where, "--as-of", "2026-06-30", "--json")).Expect(0).Json.GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task LC_1_The_funnel_shows_both_days_and_the_moves_between_them()
    {
        await ImportAsync();
        (await _folder.RunAsync("lifecycle", "run", "--as-of", "2026-06-30")).Expect(0);

        JsonElement funnel = (await _folder.RunAsync("lifecycle", "funnel", "--from", "2026-01-15", "--to", "2026-06-30", "--json")).Expect(0).Json;
        ToolRun chinese = (await _folder.RunAsync("lifecycle", "funnel", "--from", "2026-01-15", "--to", "2026-06-30", "--lang", "zh")).Expect(0);

        Assert.Equal((1, 2), (funnel.GetProperty("funnel").GetProperty("atFirst").GetInt32(), funnel.GetProperty("funnel").GetProperty("atLast").GetInt32()));
        JsonElement move = Assert.Single(funnel.GetProperty("moves").EnumerateArray());
        Assert.Equal(("first-purchase", "at-risk", 1), (move.GetProperty("from").GetString(), move.GetProperty("to").GetString(), move.GetProperty("customers").GetInt32()));
        Assert.Contains("迁移矩阵", chinese.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LC_2_Churn_lists_who_is_late_with_the_reason_in_both_languages()
    {
        await ImportAsync();

        JsonElement due = Assert.Single((await _folder.RunAsync("churn", "--as-of", "2026-06-30", "--json")).Expect(0).Json.EnumerateArray());
        ToolRun chinese = (await _folder.RunAsync("churn", "--as-of", "2026-06-30", "--lang", "zh")).Expect(0);

        Assert.Equal(("ACME", 120, 30), (due.GetProperty("customer").GetString(), due.GetProperty("daysSince").GetInt32(), due.GetProperty("usualInterval").GetInt32()));
        Assert.Equal("120 days since the last purchase; usually 30 days pass", due.GetProperty("reasons").GetString());
        Assert.Equal(90.0 / 120, due.GetProperty("score").GetDouble(), 1e-9);
        Assert.Equal(JsonValueKind.Null, due.GetProperty("pAlive").ValueKind);
        Assert.Contains("流失预警", chinese.Output, StringComparison.Ordinal);
        Assert.Empty((await _folder.RunAsync("churn", "--as-of", "2026-06-30", "--threshold", "0.9", "--json")).Expect(0).Json.EnumerateArray());
        Assert.Contains("give one from 0 to 1", (await _folder.RunAsync("churn", "--threshold", "2")).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LC_3_Reasons_are_recorded_imported_and_analysed_and_strategies_picked_and_measured()
    {
        await ImportAsync();
        (await _folder.RunAsync("lifecycle", "run", "--as-of", "2027-12-31")).Expect(0);

        JsonElement recorded = Assert.Single((await _folder.RunAsync("lifecycle", "loss", "record", "ACME", "--reason", "competitor", "--competitor", "Globex", "--on", "2026-11-01", "--actor", "li", "--json")).Expect(0).Json.EnumerateArray());
        (await _folder.RunAsync("import", "loss-reasons", await _folder.WriteAsync("reasons.csv", "key,customer,reason,date\nr1,BETA,quality,2026-11-02\n"))).Expect(0);
        ToolRun listed = (await _folder.RunAsync("lifecycle", "loss", "list", "--lang", "zh")).Expect(0);
        JsonElement report = (await _folder.RunAsync("lifecycle", "loss", "report", "--as-of", "2027-12-31", "--json")).Expect(0).Json;
        JsonElement assigned = (await _folder.RunAsync("lifecycle", "win-back", "assign", "--as-of", "2027-12-31", "--json")).Expect(0).Json;
        JsonElement lifts = (await _folder.RunAsync("lifecycle", "win-back", "measure", "--days", "30", "--as-of", "2028-06-30", "--json")).Expect(0).Json;
        int asked = (await _folder.RunAsync("segment", "count", "--where", """{"fact":"crm.win-back","in":["offer","service"]}""", "--as-of", "2027-12-31", "--json")).Expect(0).Json.GetProperty("count").GetInt32();

        Assert.Equal(("competitor", "li"), (recorded.GetProperty("reason").GetString(), recorded.GetProperty("by").GetString()));
        Assert.Contains("质量", listed.Output, StringComparison.Ordinal);
        Assert.Equal(["competitor Globex 1", "quality  1"], report.GetProperty("losses").EnumerateArray().Select(static row => $"{row.GetProperty("reason").GetString()} {row.GetProperty("competitor").GetString()} {row.GetProperty("customers").GetInt32()}"));
        Assert.Equal((2, 2), (assigned.GetProperty("lost").GetInt32(), assigned.GetProperty("assigned").GetInt32()));
        JsonElement all = lifts.GetProperty("lifts").EnumerateArray().Last();
        Assert.Equal((2, 0), (all.GetProperty("treated").GetInt32() + all.GetProperty("heldOut").GetInt32(), all.GetProperty("tooRecent").GetInt32()));
        Assert.Equal(2 - assigned.GetProperty("heldOut").GetInt32(), asked);
    }

    [Fact]
    public async Task Wrong_calls_say_what_would_be_right()
    {
        await ImportAsync();

        Assert.Contains("lies before --from", (await _folder.RunAsync("lifecycle", "funnel", "--from", "2026-02-01", "--to", "2026-01-01")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("was not known yet", (await _folder.RunAsync("lifecycle", "show", "ACME", "--as-of", "2020-01-01")).Expect(2).Error, StringComparison.Ordinal);
    }

    private async Task ImportAsync() => (await _folder.RunAsync(
        "import", "orders", await _folder.WriteAsync("orders.csv", "customer,date,product,quantity,price,currency\nACME,2026-01-01,tea,1,10,CNY\nACME,2026-01-31,tea,1,10,CNY\nACME,2026-03-02,tea,1,10,CNY\nBETA,2026-06-01,tea,1,10,CNY\n"), "--create-customers")).Expect(0);
}
