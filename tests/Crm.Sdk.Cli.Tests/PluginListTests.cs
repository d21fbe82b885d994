using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

public sealed class PluginListTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task Built_in_plugins_are_active()
    {
        JsonElement[] plugins = [.. (await _folder.RunAsync("plugin", "list", "--json")).Expect(0).Json.EnumerateArray()];

        JsonElement storage = plugins.Single(static plugin => plugin.GetProperty("id").GetString() == "crm.storage.sqlite");
        Assert.Equal("active", storage.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, storage.GetProperty("code").ValueKind);
        Assert.Equal("active", plugins.Single(static plugin => plugin.GetProperty("id").GetString() == "crm.channels.local").GetProperty("state").GetString());
        Assert.False(File.Exists(_folder.PathOf("crm.db")));
    }

    [Fact]
    public async Task Broken_plugins_of_a_folder_are_listed_with_code_and_reason_and_stop_nothing()
    {
        await _folder.WriteAsync("plugins/broken/plugin.json", "{ \u001b[31m");
        await _folder.WriteAsync("plugins/absent/plugin.json", """
            { "manifestVersion": 1, "id": "com.example.absent", "version": "1.0.0", "name": "Absent", "publisher": "Example", "license": "MIT", "description": "Its assembly is missing.",
              "entryAssembly": "Absent.dll", "sdk": "[0.1,1.0)", "targetFramework": "net10.0", "contributions": [ { "kind": "classification-rule", "name": "absent" } ] }
            """);
        string plugins = _folder.PathOf("plugins");

        ToolRun list = await _folder.RunAsync("plugin", "list", "--plugins", plugins, "--json");
        ToolRun people = await _folder.RunAsync("plugin", "list", "--plugins", plugins);

        JsonElement[] rows = [.. list.Expect(0).Json.EnumerateArray()];
        JsonElement broken = rows.Single(static row => row.GetProperty("code").GetString() == "CRM5101");
        Assert.Equal("rejected", broken.GetProperty("state").GetString());
        Assert.Contains("plugin.json", broken.GetProperty("reason").GetString(), StringComparison.Ordinal);
        JsonElement absent = rows.Single(static row => row.GetProperty("id").GetString() == "com.example.absent");
        Assert.Equal("CRM5401", absent.GetProperty("code").GetString());
        Assert.Contains("Absent.dll", absent.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(rows, static row => row.GetProperty("state").GetString() == "active");
        Assert.Contains("CRM5101", people.Expect(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', people.Output);
        (await _folder.RunAsync("classify", "--plugins", plugins)).Expect(0);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
