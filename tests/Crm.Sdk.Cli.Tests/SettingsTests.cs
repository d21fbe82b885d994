using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;

namespace Crm.Sdk.Cli.Tests;

/// <summary>The command line wins over environment variables, those over the settings file, and that over defaults.</summary>
public sealed class SettingsTests : IAsyncDisposable
{
    private readonly ToolFolder _folder = new();

    [Fact]
    public async Task A_settings_file_sets_the_options()
    {
        string config = await _folder.WriteAsync("crm.json", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["connection"] = _folder.Connection,
            ["zone"] = "Asia/Shanghai",
            ["asOf"] = "1998-06-30",
            ["json"] = true,
            ["plugins"] = (string[])[_folder.PathOf("none")],
        }));

        ToolRun classify = await ToolFolder.RunPlainAsync("classify", "--config", config);
        ToolRun list = await ToolFolder.RunPlainAsync("plugin", "list", "--config", config);

        Assert.Equal("1998-06-30T15:59:59.999999Z", classify.Expect(0).Json.GetProperty("asOf").GetString());
        Assert.True(File.Exists(_folder.PathOf("crm.db")));
        Assert.Contains(list.Expect(0).Json.EnumerateArray(), static row => row.GetProperty("code").GetString() == "CRM5001"); // the folder of plugins does not exist
    }

    [Fact]
    public async Task A_damaged_settings_file_is_a_wrong_call()
    {
        string config = await _folder.WriteAsync("crm.json", "{ \"zone\": ");

        ToolRun run = (await ToolFolder.RunPlainAsync("classify", "--config", config)).Expect(2);

        Assert.Contains(config, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_takes_its_options_from_the_environment_where_the_command_line_has_none()
    {
        string config = await _folder.WriteAsync("crm.json", """{ "zone": "Europe/Vienna", "lang": "zh" }""");
        var environment = new Dictionary<string, string?>
        {
            ["CRM_CONNECTION"] = _folder.Connection,
            ["CRM_CONFIG"] = config,
            ["CRM_ZONE"] = "Asia/Shanghai",
            ["CRM_AS_OF"] = "1998-06-30",
        };

        ToolRun fromEnvironment = await ToolFolder.RunProcessAsync(environment, "classify", "--json");
        ToolRun fromCall = await ToolFolder.RunProcessAsync(environment, "classify", "--json", "--zone", "UTC");
        ToolRun wrong = await ToolFolder.RunProcessAsync(environment, "classify", "--json", "--as-of", "soon");

        Assert.Equal("1998-06-30T15:59:59.999999Z", fromEnvironment.Expect(0).Json.GetProperty("asOf").GetString());
        Assert.Equal("1998-06-30T23:59:59.999999Z", fromCall.Expect(0).Json.GetProperty("asOf").GetString());
        Assert.Contains("--as-of: 'soon'", Assert.Single(wrong.Expect(2).ErrorLines), StringComparison.Ordinal);
        Assert.Empty(wrong.Output);
    }

    [Fact] // logs go to standard error: what a plugin's failure logs does not break the document
    public async Task Json_is_one_document_even_when_much_is_logged()
    {
        ToolRun run = await ToolFolder.RunProcessAsync(new Dictionary<string, string?> { ["CRM_VERBOSE"] = "true" }, "classify", "--json", "--connection", _folder.Connection);

        Assert.Equal(0, run.Expect(0).Json.GetProperty("customers").GetInt32());
        Assert.NotEmpty(run.Error);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
