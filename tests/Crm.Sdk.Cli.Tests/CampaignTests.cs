using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary><c>crm campaign</c>: from a plan in a file to a report (CA-8).</summary>
public sealed class CampaignTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CA_8_A_campaign_is_saved_launched_run_and_reported_against_its_control_group()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("c.csv", "key,name\n" + string.Concat(Enumerable.Range(0, 20).Select(static i => $"c{i},Customer {i}\n"))))).Expect(0);
        (await _folder.RunAsync("care", "template", "save", "spring", await _folder.WriteAsync("t.json", """{"texts":[{"language":"en","body":"Dear {{customer.name}}"}]}"""))).Expect(0);
        string file = await _folder.WriteAsync("p.json", """
            { "code": "spring", "english": "Spring", "chinese": "春季", "goal": "g", "start": "2020-01-01", "end": "2099-12-31", "budget": { "amount": 500, "currency": "CNY" }, "controlPercent": 25,
              "steps": [ { "template": "spring", "purpose": "service", "channels": [ "file" ], "cost": { "amount": 0.5, "currency": "CNY" } } ] }
            """);

        JsonElement saved = (await _folder.RunAsync("campaign", "save", file, "--json")).Expect(0).Json;
        JsonElement launched = (await _folder.RunAsync("campaign", "launch", "spring", "--json")).Expect(0).Json;
        JsonElement ran = (await _folder.RunAsync("campaign", "run", "--json")).Expect(0).Json;
        JsonElement again = (await _folder.RunAsync("campaign", "run", "spring", "--json")).Expect(0).Json;
        JsonElement[] report = [.. (await _folder.RunAsync("campaign", "report", "spring", "--json")).Expect(0).Json.EnumerateArray()];
        (await _folder.RunAsync("campaign", "stop", "spring")).Expect(0);

        Assert.Equal(500, saved.GetProperty("budget").GetProperty("amount").GetDecimal());
        Assert.Equal(20, launched.GetProperty("enrolled").GetInt32());
        Assert.Equal((15, 0), (ran.GetProperty("messages").GetInt32(), again.GetProperty("messages").GetInt32()));
        Assert.Equal([("control", 5, 0), ("a", 15, 15)], report.Select(static group => (group.GetProperty("variant").GetString()!, group.GetProperty("members").GetInt32(), group.GetProperty("messages").GetInt32())));
        Assert.Equal(7.5m, report[1].GetProperty("cost").GetProperty("amount").GetDecimal());
        Assert.Equal(15, (await _folder.RunAsync("outbox", "status", "--json")).Expect(0).Json.GetProperty("pending").GetInt32());
        Assert.Contains("CRM6732", (await _folder.RunAsync("campaign", "save", file)).Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("CRM6731", (await _folder.RunAsync("campaign", "report", "autumn")).Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
    }
}
