using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Resolution;

/// <summary>What is decided from manifests alone. Plugins without an assembly show that no code was looked for.</summary>
public sealed class ResolutionTests : IAsyncDisposable
{
    private readonly PluginFixture _plugins = new();

    public ValueTask DisposeAsync() => _plugins.DisposeAsync();

    [Fact]
    public async Task A_plugin_whose_need_is_not_there_is_blocked_and_the_others_go_on()
    {
        _plugins.Add("a.lonely", source: null, PluginFixture.Manifest("a.lonely", needs: ["a.absent [1.0,2.0)"]));
        _plugins.Add("a.well");

        PluginHost host = await _plugins.StartAsync();

        PluginReport lonely = host.Is("a.lonely", PluginState.Blocked, PluginErrorCodes.DependencyMissing);
        Assert.Contains("a.absent [1.0,2.0), which is not there", lonely.Reason, StringComparison.Ordinal);
        host.IsActive("a.well");
    }

    [Fact]
    public async Task A_plugin_whose_need_is_there_in_another_version_is_blocked()
    {
        _plugins.Add("a.base", manifest: PluginFixture.Manifest("a.base", version: "2.0.0", contributions: ["greeter/hello"]));
        _plugins.Add("a.top", source: null, PluginFixture.Manifest("a.top", needs: ["a.base [1.0,2.0)"]));

        PluginHost host = await _plugins.StartAsync();

        PluginReport top = host.Is("a.top", PluginState.Blocked, PluginErrorCodes.DependencyVersion);
        Assert.Contains("needs plugin a.base [1.0,2.0), but 2.0.0 is there", top.Reason, StringComparison.Ordinal);
        host.IsActive("a.base");
    }

    [Fact]
    public async Task What_needs_a_plugin_that_failed_is_blocked_in_turn_and_says_by_whom()
    {
        _plugins.Add("a.bad", "public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => throw new InvalidOperationException(\"no\"); }",
            PluginFixture.Manifest("a.bad"));
        _plugins.Add("a.middle", source: null, PluginFixture.Manifest("a.middle", needs: ["a.bad 1.0"]));
        _plugins.Add("a.top", source: null, PluginFixture.Manifest("a.top", needs: ["a.middle 1.0"]));

        PluginHost host = await _plugins.StartAsync();

        host.Is("a.bad", PluginState.Faulted, PluginErrorCodes.ConfigureFailed);
        Assert.Contains("a.bad, which is faulted (CRM5604)", host.Is("a.middle", PluginState.Blocked, PluginErrorCodes.DependencyMissing).Reason, StringComparison.Ordinal);
        Assert.Contains("a.middle, which is blocked (CRM5302)", host.Is("a.top", PluginState.Blocked, PluginErrorCodes.DependencyMissing).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_optional_need_that_is_not_there_is_a_note()
    {
        _plugins.Add("a.top", manifest: PluginFixture.Manifest("a.top", contributions: ["greeter/hello"])
            .Replace("\"dependencies\": [  ]", """ "dependencies": [ { "id": "a.absent", "range": "1.0", "optional": true } ]""", StringComparison.Ordinal));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("optional dependency: plugin a.absent 1.0, which is not there", Assert.Single(host.Is("a.top", PluginState.Active).Notes, note => note.Contains("optional", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circle_is_printed_as_a_path_and_blocks_only_those_in_it_and_those_that_need_them()
    {
        _plugins.Add("a.one", source: null, PluginFixture.Manifest("a.one", needs: ["a.two 1.0"]));
        _plugins.Add("a.two", source: null, PluginFixture.Manifest("a.two", needs: ["a.three 1.0", "a.one 1.0"]));
        _plugins.Add("a.three", source: null, PluginFixture.Manifest("a.three", needs: ["a.one 1.0"]));
        _plugins.Add("a.after", source: null, PluginFixture.Manifest("a.after", needs: ["a.three 1.0"]));
        _plugins.Add("a.well");

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("a.one → a.two → a.one", host.Is("a.one", PluginState.Blocked, PluginErrorCodes.DependencyCycle).Reason, StringComparison.Ordinal);
        Assert.Contains("a.three → a.one → a.two → a.three", host.Is("a.three", PluginState.Blocked, PluginErrorCodes.DependencyCycle).Reason, StringComparison.Ordinal);
        host.Is("a.two", PluginState.Blocked, PluginErrorCodes.DependencyCycle);
        host.Is("a.after", PluginState.Blocked, PluginErrorCodes.DependencyMissing);
        host.IsActive("a.well");
    }

    [Fact]
    public async Task Two_folders_with_one_id_are_both_refused_and_both_places_named()
    {
        string first = _plugins.Add("a.twin", source: null, PluginFixture.Manifest("a.twin", version: "1.0.0"), folder: "twin-1");
        string second = _plugins.Add("a.twin", source: null, PluginFixture.Manifest("a.twin", version: "1.1.0"), folder: "twin-2");
        _plugins.Add("a.well");

        PluginHost host = await _plugins.StartAsync();

        PluginReport[] twins = [.. host.Report.Plugins.Where(plugin => plugin.Id == new PluginId("a.twin"))];
        Assert.Equal([first, second], twins.Select(twin => twin.Origin));
        Assert.All(twins, twin =>
        {
            Assert.Equal((PluginState.Rejected, PluginErrorCodes.DuplicateId), (twin.State, twin.Code));
            Assert.Contains($"1.0.0 in {first} and 1.1.0 in {second}", twin.Reason, StringComparison.Ordinal);
        });
        host.IsActive("a.well");
    }

    [Theory]
    [InlineData("[7.0,8.0)")]
    [InlineData("[0.0.1,0.0.2]")]
    public async Task A_plugin_for_another_SDK_is_refused(string range)
    {
        _plugins.Add("a.other", source: null, PluginFixture.Manifest("a.other", sdk: range));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains($"made for Crm.Sdk {range}, and this host has ", host.Is("a.other", PluginState.Rejected, PluginErrorCodes.SdkOutOfRange).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_without_an_upper_bound_is_warned_about()
    {
        _plugins.Add("a.open", manifest: PluginFixture.Manifest("a.open", sdk: "0.1", contributions: ["greeter/hello"]));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("has no upper bound", Assert.Single(host.Is("a.open", PluginState.Active).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contribution_to_a_point_that_the_host_lacks_is_refused_with_the_points_it_has()
    {
        _plugins.Add("a.odd", source: null, PluginFixture.Manifest("a.odd", contributions: ["forecaster/x"]));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("a forecaster, which this host has no place for; it knows greeter, vault", host.Is("a.odd", PluginState.Rejected, PluginErrorCodes.UnknownExtensionPoint).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contribution_for_another_version_of_its_contract_is_refused()
    {
        _plugins.Add("a.later", source: null, PluginFixture.Manifest("a.later", contributions: ["greeter/x"])
            .Replace("\"name\": \"x\"", "\"name\": \"x\", \"version\": 2", StringComparison.Ordinal));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("greeter/x is made for version 2 of the contract; this host has version 1", host.Is("a.later", PluginState.Rejected, PluginErrorCodes.ExtensionPointVersion).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exclusive_point_claimed_twice_goes_to_nobody_and_names_both()
    {
        _plugins.Add("a.safe", source: null, PluginFixture.Manifest("a.safe", contributions: ["vault/safe"]));
        _plugins.Add("b.box", source: null, PluginFixture.Manifest("b.box", contributions: ["vault/box"]));

        PluginHost host = await _plugins.StartAsync();

        Assert.All(["a.safe", "b.box"], id => Assert.Contains(
            "takes one vault, and there are 2: safe (plugin a.safe), box (plugin b.box). Choose by the setting Crm:Slots:vault",
            host.Is(id, PluginState.Blocked, PluginErrorCodes.ExclusiveClaim).Reason, StringComparison.Ordinal));
        Assert.Empty(host.All<IVault>());
    }

    [Theory]
    [InlineData("box")]
    [InlineData("b.box")]
    public async Task A_host_chooses_among_claims_by_name_or_plugin_and_the_other_is_not_loaded(string choice)
    {
        _plugins.Add("a.safe", source: null, PluginFixture.Manifest("a.safe", contributions: ["vault/safe"]));
        _plugins.Add("b.box", """
            public sealed class Box : IVault { public string Name => "box"; }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) => plugin.Contribute<IVault, Box>(TestPoints.Vault); }
            """, PluginFixture.Manifest("b.box", contributions: ["vault/box"]));

        PluginHost host = await _plugins.StartAsync(options => options.Slots["vault"] = choice);

        PluginReport unchosen = host.Is("a.safe", PluginState.Disabled, PluginErrorCodes.NotSelected);
        Assert.Equal(PluginHealthStatus.Healthy, unchosen.Health.Status);
        Assert.Equal("box", Assert.Single(host.All<IVault>()).Instance.Name);
    }

    [Fact]
    public async Task A_choice_that_nobody_offers_says_what_is_on_offer()
    {
        _plugins.Add("a.safe", source: null, PluginFixture.Manifest("a.safe", contributions: ["vault/safe"]));

        PluginHost host = await _plugins.StartAsync(options => options.Slots["vault"] = "chest");

        Assert.Contains("chooses 'chest', and this plugin offers 'safe'", host.Is("a.safe", PluginState.Disabled, PluginErrorCodes.NotSelected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_plugin_that_claims_an_exclusive_point_twice_is_refused()
    {
        _plugins.Add("a.greedy", source: null, PluginFixture.Manifest("a.greedy", contributions: ["vault/one", "vault/two"]));

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains("one and two as vault", host.Is("a.greedy", PluginState.Rejected, PluginErrorCodes.ExclusiveClaim).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("off")]
    public async Task A_plugin_that_the_settings_switch_off_is_not_loaded(string value)
    {
        _plugins.Add("a.off", source: null, PluginFixture.Manifest("a.off"));
        _plugins.Configuration["Crm:Plugins:a.off:Enabled"] = value;

        PluginHost host = await _plugins.StartAsync();

        Assert.Contains($"Crm:Plugins:a.off:Enabled is '{value}'", host.Is("a.off", PluginState.Disabled, PluginErrorCodes.SwitchedOff).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_host_sets_in_code_stands_above_its_configuration()
    {
        _plugins.Add("a.off", source: null, PluginFixture.Manifest("a.off"));
        _plugins.Configuration["Crm:Plugins:a.off:Enabled"] = "true";

        PluginHost host = await _plugins.StartAsync(options => options.Settings[new PluginId("a.off")] = new Dictionary<string, string?> { ["Enabled"] = "false" });

        host.Is("a.off", PluginState.Disabled, PluginErrorCodes.SwitchedOff);
    }
}
