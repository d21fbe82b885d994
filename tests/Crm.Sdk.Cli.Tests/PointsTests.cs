using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>The points ledger as people and scripts call it (LO-1, LO-3).</summary>
public sealed class PointsTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task LO_1_A_file_of_postings_is_posted_once_and_the_ledger_balances()
    {
        await ImportAsync();
        string file = await WriteAsync("""
            {"key":"A-1/earn","customer":"ACME","kind":"earn","points":120,"at":"2026-01-10T09:00:00Z","reference":"A-1"}
            {"key":"R-1","customer":"ACME","kind":"redeem","points":50,"at":"2026-02-01T09:00:00Z"}
            {"key":"R-2","customer":"ACME","kind":"redeem","points":100,"at":"2026-02-02T09:00:00Z"}
            {"key":"A-1/return","kind":"reverse","reference":"A-1/earn","points":100,"at":"2026-02-03T09:00:00Z"}
            {"key":"T-1","customer":"BETA","kind":"transfer","points":1,"reference":"ACME"}
            {"key":"X-1","customer":"NOBODY","kind":"earn","points":1}
            {"key":"X-2","customer":"ACME","kind":"earn","points":1.5}
            {"key":"X-3","customer":"ACME","kind":"earn","points":1,"colour":"red"}
            no JSON
            """);

        ToolRun first = (await _folder.RunAsync("loyalty", "post", "--input", file, "--json")).Expect(3);
        JsonElement again = (await _folder.RunAsync("loyalty", "post", "--input", file, "--json")).Expect(3).Json;
        JsonElement balance = (await _folder.RunAsync("loyalty", "balance", "ACME", "--json")).Expect(0).Json;
        JsonElement verified = (await _folder.RunAsync("loyalty", "verify", "--json")).Expect(0).Json;

        Assert.Equal((3, 0, 6), (Of(first.Json, "posted"), Of(first.Json, "duplicates"), Of(first.Json, "refused")));
        Assert.Equal((0, 3, 6), (Of(again, "posted"), Of(again, "duplicates"), Of(again, "refused")));
        Assert.Contains("line 3: Customer", first.Error, StringComparison.Ordinal);
        Assert.Contains("(CRM6402)", first.Error, StringComparison.Ordinal);
        Assert.Contains("line 7: /points is 1.5; give a whole number. (CRM6401)", first.Error, StringComparison.Ordinal);
        Assert.Contains("line 8: /colour is not known", first.Error, StringComparison.Ordinal);
        Assert.Equal((0, 30), (Of(balance, "available"), Of(balance, "debt"))); // 120 - 50, less 100 that went back
        Assert.Equal((true, 3, 0, 0), (verified.GetProperty("balanced").GetBoolean(), Of(verified, "postings"), Of(verified, "outstanding"), verified.GetProperty("problems").GetArrayLength()));
    }

    [Fact]
    public async Task LO_3_A_balance_and_a_statement_are_given_for_any_day_and_in_both_languages()
    {
        await ImportAsync();
        string file = await WriteAsync("""
            {"key":"A-1/earn","customer":"ACME","kind":"earn","points":120,"at":"2026-01-10T09:00:00Z","reference":"A-1"}
            {"key":"R-1","customer":"ACME","kind":"redeem","points":50,"at":"2026-02-01T09:00:00Z"}
            """);
        (await _folder.RunAsync("loyalty", "post", "--input", file)).Expect(0);

        JsonElement before = (await _folder.RunAsync("loyalty", "balance", "ACME", "--as-of", "2026-01-31", "--json")).Expect(0).Json;
        JsonElement statement = (await _folder.RunAsync("loyalty", "statement", "ACME", "--json")).Expect(0).Json;
        ToolRun chinese = (await _folder.RunAsync("loyalty", "statement", "ACME", "--lang", "zh")).Expect(0);

        Assert.Equal(120, Of(before, "available"));
        Assert.Equal([("earn", 120, 120), ("redeem", -50, 70)], statement.EnumerateArray().Select(static line => (line.GetProperty("kind").GetString(), Of(line, "points"), Of(line, "available"))));
        Assert.Contains("可用积分", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("兑换", chinese.Output, StringComparison.Ordinal);
    }

    private static int Of(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private async Task ImportAsync()
    {
        string customers = await _folder.WriteAsync("customers.csv", "key,type,name\nACME,enterprise,Acme\nBETA,enterprise,Beta\n");
        (await _folder.RunAsync("import", "customers", customers)).Expect(0);
    }

    private Task<string> WriteAsync(string lines) => _folder.WriteAsync("postings.jsonl", lines);
}
