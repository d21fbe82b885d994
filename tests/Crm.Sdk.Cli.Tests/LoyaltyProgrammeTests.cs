using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>A loyalty programme from its simulation to the tiers of its members, as people and scripts call it (LO-1, LO-2, LO-6).</summary>
public sealed class LoyaltyProgrammeTests : IAsyncDisposable
{
    private const string Programme = """
        {
          "code": "club",
          "wallets": [{ "code": "points", "expiry": { "length": 12, "unit": "Month" } }],
          "earning": [
            { "code": "base", "points": 1, "per": 10, "currency": "CNY" },
            { "code": "tea", "points": 5, "per": 10, "currency": "CNY", "products": ["tea"], "caps": [{ "scope": "Document", "points": 40 }] }
          ],
          "tiers": { "measure": "Spend", "currency": "CNY", "tiers": [{ "code": "basic", "minimum": 0 }, { "code": "gold", "minimum": 150, "earningFactor": 2 }, { "code": "vip" }] }
        }
        """;

    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task LO_6_What_is_simulated_is_what_is_posted_and_LO_1_each_order_is_explained_line_by_line()
    {
        string programme = await ImportAsync();

        JsonElement simulated = (await _folder.RunAsync(
            "loyalty", "simulate", "--programme", programme, "--from", "2026-01-01", "--until", "2026-06-30", "--point-value", "0.05", "--redeemed", "0.5", "--json")).Expect(0).Json;
        JsonElement saved = (await _folder.RunAsync("loyalty", "programme", "--save", programme, "--json")).Expect(0).Json;
        JsonElement run = (await _folder.RunAsync("loyalty", "run", "--programme", "club", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        JsonElement again = (await _folder.RunAsync("loyalty", "run", "--programme", "club", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        JsonElement explained = (await _folder.RunAsync("loyalty", "explain", "o1", "--programme", "club", "--json")).Expect(0).Json;
        ToolRun chinese = (await _folder.RunAsync("loyalty", "explain", "o1", "--programme", "club", "--lang", "zh")).Expect(0);

        // o1: tea for 100 and bread for 60 give 16 and 40 of 50; o2 by gold: 10 × 2
        Assert.Equal((76, 2), (simulated.GetProperty("earned").GetInt32(), simulated.GetProperty("members").GetInt32()));
        Assert.Equal((38, 38), (simulated.GetProperty("redeemed").GetInt32(), simulated.GetProperty("outstanding").GetInt32()));
        Assert.Equal(1.9m, simulated.GetProperty("liability").GetProperty("amount").GetDecimal());
        Assert.Equal(1, saved.GetProperty("version").GetInt32());
        Assert.Equal((76, 0), (run.GetProperty("earned").GetInt32(), again.GetProperty("settled").GetInt32()));
        Assert.Equal(["base 10 0", "base 6 0", "tea 40 10"], explained.GetProperty("parts").EnumerateArray().Select(static part => $"{part.GetProperty("rule").GetString()} {part.GetProperty("points").GetInt32()} {part.GetProperty("cut").GetInt32()}"));
        Assert.Contains("上限", chinese.Output, StringComparison.Ordinal);
        Assert.True((await _folder.RunAsync("loyalty", "verify", "--json")).Expect(0).Json.GetProperty("balanced").GetBoolean());
        Assert.Equal("Spend", (await _folder.RunAsync("loyalty", "programme", "--programme", "club", "--json")).Expect(0).Json.GetProperty("tiers").GetProperty("measure").GetString());
    }

    [Fact]
    public async Task LO_2_Tiers_are_counted_reviewed_given_by_hand_told_of_and_asked_for_by_segments()
    {
        string programme = await ImportAsync();
        (await _folder.RunAsync("loyalty", "programme", "--save", programme)).Expect(0);
        (await _folder.RunAsync("loyalty", "run", "--programme", "club", "--as-of", "2026-06-30")).Expect(0);

        JsonElement tiers = (await _folder.RunAsync("loyalty", "tiers", "--programme", "club", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        JsonElement invited = (await _folder.RunAsync("loyalty", "invite", "BETA", "--tier", "vip", "--reason", "a founder", "--programme", "club", "--json")).Expect(0).Json;
        JsonElement segment = (await _folder.RunAsync("segment", "count", "--where", """{"fact":"crm.loyalty-tier","in":["gold"]}""", "--as-of", "2026-06-30", "--json")).Expect(0).Json;
        (await _folder.RunAsync("classify", "--as-of", "2026-06-30")).Expect(0);
        JsonElement labels = (await _folder.RunAsync("labels", "--dimension", "loyalty-tier", "--json")).Expect(0).Json;
        ToolRun notices = (await _folder.RunAsync("loyalty", "notices", "--programme", "club", "--until", "2099-12-31", "--json")).Expect(0);

        Assert.Equal(["basic 1", "gold 1", "vip 0"], tiers.GetProperty("tiers").EnumerateArray().Select(static tier => $"{tier.GetProperty("tier").GetString()} {tier.GetProperty("members").GetInt32()}"));
        Assert.Equal("vip", invited.GetProperty("tier").GetString());
        Assert.Equal(1, segment.GetProperty("count").GetInt32());
        Assert.Contains(labels.EnumerateArray(), static row => row.GetProperty("customer").GetString() == "ACME" && row.GetProperty("label").GetString() == "gold");
        Assert.Contains(notices.Json.EnumerateArray(), static notice => notice.GetProperty("type").GetString() == "points-lapse" && notice.GetProperty("customer").GetString() == "ACME");
        Assert.Contains("no tiers", (await _folder.RunAsync("loyalty", "tiers")).Expect(1).Error, StringComparison.Ordinal);
    }

    private async Task<string> ImportAsync()
    {
        string customers = await _folder.WriteAsync("customers.csv", "key,name,kind\nACME,Acme,enterprise\nBETA,Beta,enterprise\nMUTE,Mute,enterprise\n");
        string orders = await _folder.WriteAsync(
            "orders.csv", "key,customer,date,product,quantity,price,currency\no1,ACME,2026-05-01,tea,10,10,CNY\no1,ACME,2026-05-01,bread,6,10,CNY\no2,ACME,2026-06-01,bread,10,10,CNY\no3,BETA,2026-06-01,bread,1,9,CNY\n");
        (await _folder.RunAsync("import", "customers", customers)).Expect(0);
        (await _folder.RunAsync("import", "orders", orders)).Expect(0);
        return await _folder.WriteAsync("club.json", Programme);
    }
}
