using Crm.Sdk.Plugins.Tests.Infrastructure;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Resolution;

public sealed class DiscoveryTests : IAsyncDisposable
{
    private readonly PluginFixture _plugins = new();

    public ValueTask DisposeAsync() => _plugins.DisposeAsync();

    [Fact]
    public async Task A_folder_is_a_plugin_itself_or_holds_plugins()
    {
        string alone = _plugins.Add("a.alone");
        _plugins.Add("b.other");

        PluginHost one = await _plugins.StartAsync(sources: [PluginSource.Folder(alone)]);
        PluginHost all = await _plugins.StartAsync(sources: [PluginSource.Folder(_plugins.Root)]);

        Assert.Equal("a.alone", Assert.Single(one.Report.Plugins).Id?.Value);
        Assert.Equal(["a.alone", "b.other"], all.Report.Plugins.Select(plugin => plugin.Id?.Value));
    }

    [Fact]
    public async Task A_folder_named_twice_is_read_once()
    {
        string alone = _plugins.Add("a.alone");

        PluginHost host = await _plugins.StartAsync(sources: [PluginSource.Folder(alone), PluginSource.Folder(_plugins.Root)]);

        Assert.Single(host.Report.Plugins);
        host.IsActive("a.alone");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_reported()
    {
        PluginHost host = await _plugins.StartAsync(sources: [PluginSource.Folder(_plugins.PathOf("nowhere"))]);

        PluginReport report = Assert.Single(host.Report.Plugins);
        Assert.Equal((PluginState.Rejected, PluginErrorCodes.FolderNotFound, "nowhere"), (report.State, report.Code, report.Name));
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_reported_and_hidden_folders_are_passed_over()
    {
        Directory.CreateDirectory(_plugins.PathOf("empty"));
        Directory.CreateDirectory(_plugins.PathOf(".git"));
        _plugins.Add("a.well");

        PluginHost host = await _plugins.StartAsync();

        Assert.Equal(2, host.Report.Plugins.Count);
        PluginReport report = Assert.Single(host.Report.Plugins, plugin => plugin.Id is null);
        Assert.Equal((PluginState.Rejected, PluginErrorCodes.ManifestMissing, "empty"), (report.State, report.Code, report.Name));
        host.IsActive("a.well");
    }

    [Fact]
    public async Task A_broken_manifest_is_reported_with_file_line_and_pointer_and_the_others_go_on()
    {
        _plugins.Add("a.text", source: null, manifest: "{ oops", folder: "1-text");
        _plugins.Add("a.form", source: null, manifest: PluginFixture.Manifest("a.form").Replace("\"1.0.0\"", "\"one\"", StringComparison.Ordinal), folder: "2-form");
        _plugins.Add("a.well");

        PluginHost host = await _plugins.StartAsync();

        PluginReport text = host.Report.Plugins.Single(plugin => plugin.Name == "1-text");
        Assert.Equal((PluginState.Rejected, PluginErrorCodes.ManifestNotJson), (text.State, text.Code));
        Assert.Contains($"{_plugins.PathOf("1-text", "plugin.json")}, line 1, column 3: no JSON", text.Reason, StringComparison.Ordinal);
        PluginReport form = host.Report.Plugins.Single(plugin => plugin.Name == "2-form");
        Assert.Equal((PluginState.Rejected, PluginErrorCodes.ManifestInvalid), (form.State, form.Code));
        Assert.Contains("line 4, column 14 (/version): 'one' has not the right form", form.Reason, StringComparison.Ordinal);
        host.IsActive("a.well");
    }

    [Fact]
    public async Task Contributions_cannot_be_asked_for_before_the_start()
    {
        PluginHost host = _plugins.Host();

        Assert.Equal(PluginErrorCodes.NotStarted, Assert.Throws<CrmException>(host.All<Contracts.IGreeter>).Code);
        await host.StartAsync(CancellationToken.None);
        Assert.Empty(host.All<Contracts.IGreeter>());
        Assert.Equal("No plugins.", host.Report.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(CancellationToken.None));
    }
}
