using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm credit ageing</c>, <c>dso</c> and <c>dunning</c>, from files to figures (CR-6).</summary>
public sealed class ReceivablesTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CR_6_What_is_owed_comes_of_imported_documents_by_age_days_and_dunning_level()
    {
        await ImportAsync("customers", "key,name,kind,owner", "HUAXIN,华信,enterprise,li");
        await ImportAsync(
            "invoices",
            "key,customer,date,due,net,tax,currency,settles",
            "R-1,HUAXIN,2026-01-15,2026-02-14,80000,10400,CNY,",
            "R-2,HUAXIN,2026-02-10,2026-03-12,50000,6500,CNY,",
            """G-1,HUAXIN,2026-03-25,,-5000,-650,CNY,"[{""invoice"":""R-2"",""amount"":5650}]" """.TrimEnd());
        await ImportAsync(
            "payments",
            "key,customer,date,amount,currency,allocations,clears,revoked",
            """P-1,HUAXIN,2026-02-12,50000,CNY,"[{""invoice"":""R-1"",""amount"":50000}]",2026-06-01,""",
            """P-2,HUAXIN,2026-02-13,1000,CNY,"[{""invoice"":""R-1"",""amount"":1000}]",,2026-02-20T00:00:00Z""");
        await ImportAsync("disputes", "key,customer,invoice,amount,currency,reason,date", "D-1,HUAXIN,R-2,10000,CNY,quality,2026-03-22");
        await ImportAsync("write-offs", "key,customer,invoice,amount,currency,date,reason,approvedBy", "W-1,HUAXIN,R-1,400,CNY,2026-03-15,small-balance,wang");

        JsonElement row = (await _folder.RunAsync("credit", "ageing", "HUAXIN", "--as-of", "2026-03-31", "--json")).Expect(0).Json[0];
        Assert.Equal(("HUAXIN", 0m, 50_850m, 40_000m), (row.GetProperty("customer").GetString(), Amount(row, "notDue"), Amount(row, "days1To30"), Amount(row, "days31To60")));
        Assert.Equal((90_850m, 10_000m, 50_000m), (Amount(row, "total"), Amount(row, "disputed"), Amount(row, "uncleared")));
        JsonElement byIssue = (await _folder.RunAsync("credit", "ageing", "--basis", "document", "--edges", "50", "--as-of", "2026-03-31", "--json")).Expect(0).Json[1];
        Assert.Equal((true, 50_850m, 40_000m), (byIssue.GetProperty("reporting").GetBoolean(), Amount(byIssue, "days0To50"), Amount(byIssue, "daysOver50")));
        Assert.Contains("未到期", (await _folder.RunAsync("credit", "ageing", "--by-customer", "--lang", "zh", "--as-of", "2026-03-31")).Expect(0).Output, StringComparison.Ordinal);

        JsonElement dso = (await _folder.RunAsync("credit", "dso", "--as-of", "2026-03-31", "--json")).Expect(0).Json[0];
        Assert.Equal(90_850.0 / 141_250 * 90, dso.GetProperty("simple").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Null, dso.GetProperty("averageDaysLate").ValueKind); // nothing was paid in money yet

        string[] call = ["credit", "dunning", "--as-of", "2026-03-31", "--json"];
        Assert.Equal(["R-1 planned", "R-2 planned"], Steps((await _folder.RunAsync([.. call, "--dry-run"])).Expect(0)));
        Assert.Equal(["R-1 done", "R-2 done"], Steps((await _folder.RunAsync(call)).Expect(0)));
        Assert.Empty(Steps((await _folder.RunAsync(call)).Expect(0)));
        Assert.Equal("li", (await _folder.RunAsync("task", "list", "--json")).Expect(0).Json[0].GetProperty("owner").GetString());
    }

    [Theory]
    [InlineData("ageing", "--edges", "60,30")]
    [InlineData("ageing", "--edges", "thirty")]
    [InlineData("ageing", "--basis", "now")]
    [InlineData("dso", "--days", "0")]
    public async Task A_wrong_option_is_told_before_anything_is_read(string command, string option, string value) =>
        Assert.Contains(option, (await _folder.RunAsync("credit", command, option, value)).Expect(2).Error, StringComparison.Ordinal);

    private static decimal Amount(JsonElement row, string name) => row.GetProperty(name).GetProperty("amount").GetDecimal();

    private static IEnumerable<string> Steps(ToolRun run) => run.Json.EnumerateArray().Select(static step => $"{step.GetProperty("invoice").GetString()} {step.GetProperty("outcome").GetString()}");

    private async Task ImportAsync(string kind, params string[] lines)
    {
        string file = await _folder.WriteAsync($"{kind}.csv", string.Join('\n', lines));
        (await _folder.RunAsync("import", kind, file)).Expect(0);
    }
}
