using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>Care plans as people and scripts call them (CA-1, CA-7, PS-4).</summary>
public sealed class CareTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task CA_1_A_birthday_goes_from_a_template_and_a_plan_to_the_file_of_the_channel_once()
    {
        (await _folder.RunAsync("import", "customers", await _folder.WriteAsync("a.csv", "key,name,birthday,zone\nc1,李雷,1990-01-02,Asia/Shanghai\nc2,Ada,1990-05-02,UTC\nc3,Bob,--01-02,UTC\n"))).Expect(0);
        string template = await _folder.WriteAsync("t.json", """{"texts":[{"language":"zh","body":"{{customer.name}}，生日快乐"}]}""");
        string plan = await _folder.WriteAsync("p.json", """{"name":"birthday","trigger":{"type":"birthday"},"message":{"template":"birthday","purpose":"care","channels":["file"]}}""");
        Assert.Equal(1, (await _folder.RunAsync("care", "template", "save", "birthday", template, "--json")).Expect(0).Json.GetProperty("version").GetInt32());
        Assert.Equal(1, (await _folder.RunAsync("care", "plan", "save", plan, "--json")).Expect(0).Json.GetProperty("version").GetInt32());
        Assert.Equal("李雷，生日快乐", Text(Assert.Single((await _folder.RunAsync("care", "template", "preview", "birthday", "c1", "--channel", "file", "--json")).Expect(0).Json.EnumerateArray()), "body"));

        (await _folder.RunAsync("privacy", "consent", "c1", "--purpose", "care", "--grant", "--method", "form", "--proof", "F-7", "--as-of", "2026-01-01")).Expect(0);
        Assert.Equal("granted", Text(Assert.Single((await _folder.RunAsync("privacy", "consent", "c1", "--json")).Expect(0).Json.EnumerateArray()), "state"));

        string rows = Path.Combine(Path.GetDirectoryName(template)!, "preview.csv");
        JsonElement preview = (await _folder.RunAsync("care", "preview", "--plan", "birthday", "--as-of", "2026-01-02T08:00:00Z", "--out", rows, "--json")).Expect(0).Json;
        Assert.Equal("planned 1, care.no-occasion 1, gate.no-consent 1", Report(preview));
        Assert.Contains("there is no consent for care by file.", await File.ReadAllTextAsync(rows), StringComparison.Ordinal);
        Assert.Equal(0, (await _folder.RunAsync("outbox", "status", "--json")).Expect(0).Json.GetProperty("pending").GetInt32());

        Assert.Equal("planned 1, care.no-occasion 1, gate.no-consent 1", Report((await _folder.RunAsync("care", "run", "--as-of", "2026-01-02T08:00:00Z", "--json")).Expect(0).Json));
        Assert.Equal("planned 0, care.already-planned 1, care.no-occasion 1, gate.no-consent 1", Report((await _folder.RunAsync("care", "run", "--as-of", "2026-01-02T09:00:00Z", "--json")).Expect(0).Json));
        Assert.Equal(1, (await _folder.RunAsync("outbox", "status", "--json")).Expect(0).Json.GetProperty("pending").GetInt32());
        Assert.Equal("birthday", Text(Assert.Single((await _folder.RunAsync("care", "plan", "list", "--json")).Expect(0).Json.EnumerateArray()), "trigger"));
    }

    [Fact]
    public async Task PS_4_What_is_wrong_is_said_with_its_code_and_place()
    {
        string template = await _folder.WriteAsync("t.json", """{"texts":[{"language":"en","body":"Dear {{customer.nam}}"}]}""");
        Assert.Contains("did you mean 'customer.name'?", (await _folder.RunAsync("care", "template", "save", "t", template)).Expect(1).Error, StringComparison.Ordinal);
        string plan = await _folder.WriteAsync("p.json", """{"name":"p","trigger":{"type":"birthdy"},"task":{"type":"call","title":"Call"}}""");
        Assert.Contains("CRM6621", (await _folder.RunAsync("care", "plan", "save", plan)).Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("CRM6623", (await _folder.RunAsync("care", "run", "--plan", "gone")).Expect(1).Error, StringComparison.Ordinal);
        (await _folder.RunAsync("care", "plan", "save", "gone.json")).Expect(2);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static string Report(JsonElement json) =>
        string.Join(", ", json.GetProperty("skipped").EnumerateArray().Select(static skips => $"{Text(skips, "reason")} {skips.GetProperty("count").GetInt32()}").Prepend($"planned {json.GetProperty("planned").GetInt32()}"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
