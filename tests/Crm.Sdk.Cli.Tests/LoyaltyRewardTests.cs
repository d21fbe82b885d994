using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>Liability, rewards, coupons, privileges and referrals as people and scripts call them (LO-1, LO-2, LO-3, LO-6).</summary>
public sealed class LoyaltyRewardTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task LO_3_The_liability_is_shown_by_wallet_expiry_and_month_and_as_a_page()
    {
        await ImportAsync();

        JsonElement wallet = Assert.Single((await RunAsync("loyalty", "liability", "--point-cost", "0.0085 CNY", "--json")).EnumerateArray());
        JsonElement[] months = [.. (await RunAsync("loyalty", "liability", "--by", "month", "--as-of", "2026-02-28", "--json")).EnumerateArray()];
        JsonElement expiry = Assert.Single((await RunAsync("loyalty", "liability", "--by", "expiry", "--as-of", "2026-01-31", "--json")).EnumerateArray());
        string file = _folder.PathOf("liability.csv"), page = _folder.PathOf("loyalty.html");
        (await _folder.RunAsync("loyalty", "liability", "--by", "month", "--out", file)).Expect(0);
        (await _folder.RunAsync("report", "loyalty", "--html", page, "--lang", "zh")).Expect(0);

        Assert.Equal((1_070, true, "too-short"), (wallet.GetProperty("outstanding").GetInt32(), wallet.GetProperty("tied").GetBoolean(), wallet.GetProperty("reason").GetString()));
        Assert.Equal(9.10m, wallet.GetProperty("value").GetProperty("amount").GetDecimal()); // 9.095
        Assert.Equal(JsonValueKind.Null, wallet.GetProperty("breakage").ValueKind);
        Assert.Equal([("2026-01", 0, 1_120, 0, 1_120, 0), ("2026-02", 1_120, 0, 50, 1_070, 0)], months.Select(static month => (
            month.GetProperty("month").GetString(), Of(month, "opening"), Of(month, "issued"), Of(month, "redeemed"), Of(month, "closing"), Of(month, "difference"))));
        Assert.Equal((JsonValueKind.Null, 1_120), (expiry.GetProperty("month").ValueKind, Of(expiry, "outstanding")));
        Assert.Equal("programme,wallet,month,opening,issued,redeemed,expired,adjusted,transferred,closing,difference", (await File.ReadAllLinesAsync(file))[0]);
        string html = await File.ReadAllTextAsync(page);
        Assert.Contains("default/points 的积分负债", html, StringComparison.Ordinal);
        Assert.Contains("1,070", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LO_1_A_reward_is_stocked_reserved_confirmed_and_cancelled()
    {
        await ImportAsync();
        _ = await RunAsync("loyalty", "reward", "save", "mug", "--kind", "goods", "--points", "400", "--title-en", "Mug", "--title-zh", "马克杯", "--json");
        Assert.Equal(1, Of(await RunAsync("loyalty", "reward", "stock", "mug", "1", "--json"), "left"));
        JsonElement reserved = await RunAsync("loyalty", "redeem", "reserve", "BETA", "mug", "--key", "R-9", "--json");
        ToolRun refused = await _folder.RunAsync("loyalty", "redeem", "reserve", "BETA", "mug", "--key", "R-10");
        JsonElement confirmed = await RunAsync("loyalty", "redeem", "confirm", "R-9", "--json");
        ToolRun list = (await _folder.RunAsync("loyalty", "reward", "list", "--lang", "zh")).Expect(0);
        JsonElement cancelled = await RunAsync("loyalty", "redeem", "cancel", "R-9", "--reason", "broken", "--json");

        Assert.Equal("R-9", Assert.Single((await RunAsync("loyalty", "redeem", "list", "BETA", "--json")).EnumerateArray()).GetProperty("key").GetString());
        Assert.Equal(("reserved", "confirmed", "cancelled"), (State(reserved), State(confirmed), State(cancelled)));
        Assert.Contains("CRM6442", refused.Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("马克杯", list.Output, StringComparison.Ordinal);
        Assert.Equal(1_000, Of(await RunAsync("loyalty", "balance", "BETA", "--json"), "available"));
        Assert.True((await RunAsync("loyalty", "verify", "--json")).GetProperty("balanced").GetBoolean());
    }

    [Fact]
    public async Task LO_1_LO_6_Money_off_coupons_and_privileges_are_used_once()
    {
        await ImportAsync();
        _ = await RunAsync("loyalty", "reward", "save", "cash", "--kind", "money-off", "--rate", "0.01 CNY", "--json");
        JsonElement cash = await RunAsync("loyalty", "redeem", "reserve", "BETA", "cash", "--key", "C-1", "--points", "900", "--total", "5.00 CNY", "--json");
        JsonElement coupon = await RunAsync("loyalty", "coupon", "issue", "--key", "K-1", "--customer", "ACME", "--share", "0.15", "--json");
        string code = coupon.GetProperty("code").GetString()!;
        JsonElement use = await RunAsync("loyalty", "coupon", "use", code, "--key", "o1", "--customer", "ACME", "--total", "9.99 CNY", "--json");
        ToolRun again = await _folder.RunAsync("loyalty", "coupon", "use", code, "--key", "o2", "--customer", "ACME", "--total", "9.99 CNY");
        _ = await RunAsync("loyalty", "coupon", "return", "o1", "--json");
        _ = await RunAsync("loyalty", "privilege", "grant", "ACME", "lounge", "--key", "G-1", "--times", "2", "--json");
        _ = await RunAsync("loyalty", "privilege", "use", "ACME", "lounge", "--key", "V-1", "--note", "PVG", "--json");
        JsonElement left = Assert.Single((await RunAsync("loyalty", "privilege", "show", "ACME", "--json")).EnumerateArray());
        JsonElement usage = Assert.Single((await RunAsync("loyalty", "privilege", "usage", "--json")).EnumerateArray());

        Assert.Equal((500, 5.00m), (Of(cash, "points"), cash.GetProperty("value").GetProperty("amount").GetDecimal()));
        Assert.Equal(1.49m, use.GetProperty("discount").GetProperty("amount").GetDecimal());
        Assert.Contains("CRM6446", again.Expect(1).Error, StringComparison.Ordinal);
        Assert.Equal((2, 1, 1), (Of(left, "count"), Of(left, "used"), Of(left, "left")));
        Assert.Equal((2, 1, 0.5), (Of(usage, "granted"), Of(usage, "used"), usage.GetProperty("share").GetDouble()));
        Assert.Contains("--customer, or --bearer", (await _folder.RunAsync("loyalty", "coupon", "issue", "--key", "K-2", "--off", "5 CNY")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("'5' is no amount", (await _folder.RunAsync("loyalty", "coupon", "issue", "--key", "K-2", "--off", "5", "--bearer")).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LO_2_A_referral_is_claimed_settled_and_shown_with_its_steps()
    {
        await ImportAsync();
        string code = (await RunAsync("loyalty", "referral", "code", "ACME", "--json")).GetProperty("code").GetString()!;
        JsonElement claimed = await RunAsync("loyalty", "referral", "claim", code, "BETA", "--json");
        JsonElement before = await RunAsync("loyalty", "upkeep", "--json");
        ToolRun self = await _folder.RunAsync("loyalty", "referral", "claim", code, "ACME");

        Assert.Equal(("claimed", "ACME", "BETA"), (State(claimed), claimed.GetProperty("referrer").GetString(), claimed.GetProperty("customer").GetString()));
        Assert.Equal((0, 0), (Of(before, "referrals"), Of(before, "failed")));
        Assert.Contains("CRM6461", self.Expect(1).Error, StringComparison.Ordinal);
        JsonElement waiting = Assert.Single((await RunAsync("loyalty", "referral", "list", "--state", "claimed", "--json")).EnumerateArray());
        Assert.Equal(("BETA", "ACME"), (waiting.GetProperty("customer").GetString(), waiting.GetProperty("referrer").GetString()));
        Assert.Equal(0, (await RunAsync("loyalty", "referral", "list", "--json")).GetArrayLength());
        JsonElement settled = await RunAsync("loyalty", "referral", "settle", "BETA", "--json");
        Assert.Equal("claimed", Assert.Single(settled.GetProperty("steps").EnumerateArray()).GetProperty("reason").GetString());
    }

    private static string? State(JsonElement record) => record.GetProperty("state").GetString();

    private static int Of(JsonElement record, string name) => record.GetProperty(name).GetInt32();

    private async Task<JsonElement> RunAsync(params string[] call) => (await _folder.RunAsync(call)).Expect(0).Json;

    private async Task ImportAsync()
    {
        string customers = await _folder.WriteAsync("customers.csv", "key,name,kind\nACME,Acme,enterprise\nBETA,Beta,enterprise\n");
        string points = await _folder.WriteAsync("points.jsonl", """
            {"key":"A-1/earn","customer":"ACME","kind":"earn","points":120,"at":"2026-01-10T09:00:00Z","reference":"A-1"}
            {"key":"B-1/earn","customer":"BETA","kind":"earn","points":1000,"at":"2026-01-11T09:00:00Z"}
            {"key":"R-1","customer":"ACME","kind":"redeem","points":50,"at":"2026-02-01T09:00:00Z"}
            """);
        (await _folder.RunAsync("import", "customers", customers)).Expect(0);
        (await _folder.RunAsync("loyalty", "post", "--input", points)).Expect(0);
    }
}
