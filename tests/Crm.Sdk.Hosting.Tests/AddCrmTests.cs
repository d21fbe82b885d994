using Crm.Sdk.Classification;
using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Hosting.Tests.Plugins;
using Crm.Sdk.Plugins;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>HO-1: the core on the generic host.</summary>
public sealed class AddCrmTests
{
    private static readonly PluginId Greeting = new("test.greeting");

    [Fact]
    public async Task Plugins_are_there_before_any_service_of_the_host_starts_and_until_the_last_has_stopped()
    {
        await using TestHost host = TestHost.Build(
            crm => crm.AddExtensionPoint(GreetingPlugin.Greeter).AddPlugin<GreetingPlugin>(),
            before: services => services.AddSingleton<Watcher>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<Watcher>()));
        var watcher = host.Services.GetRequiredService<Watcher>();

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal((1, 1), (watcher.AtStart, watcher.AtStop));
        Assert.Throws<ObjectDisposedException>(host.Services.GetRequiredService<IExtensions>().All<IGreeter>);
    }

    [Fact]
    public async Task Plugins_are_found_in_a_folder_beside_the_program()
    {
        await using TestHost host = await TestHost.Build(crm => crm.AddPluginsFrom("plugins")).StartAsync();

        Extension<IRule> rule = Assert.Single(host.Services.GetRequiredService<IExtensions>().All<IRule>());
        Assert.Equal(("lapsing-vip", "com.acme.lapsing-vip"), (rule.Name, rule.Owner.Value));
        Assert.Equal(PluginState.Active, host.Services.GetRequiredService<PluginHost>().Report.Find(rule.Owner)?.State);
    }

    [Fact]
    public async Task Folders_can_come_from_the_configuration()
    {
        await using TestHost host = await TestHost.Build(settings: ("Crm:PluginFolders:0", "plugins")).StartAsync();

        Assert.Single(host.Services.GetRequiredService<IExtensions>().All<IRule>());
    }

    [Fact]
    public async Task CL_6_the_dimensions_whose_changes_raise_events_come_from_the_configuration()
    {
        await using TestHost host = TestHost.Build(settings: [("Crm:FollowedDimensions:0", "value-tier"), ("Crm:FollowedDimensions:1", "activity"), ("Crm:ReportingCurrency", "EUR")]);

        var settings = host.Services.GetRequiredService<ClassifierSettings>();

        Assert.Equal(("EUR", "activity, value-tier"), (settings.ReportingCurrency, string.Join(", ", settings.FollowedDimensions.Order(StringComparer.Ordinal))));
    }

    [Fact]
    public async Task What_became_of_the_plugins_is_logged_once_in_words()
    {
        await using TestHost host = await TestHost.Build(crm => crm.AddPluginsFrom("plugins")).StartAsync();

        (_, LogLevel level, string text) = Assert.Single(host.Log, entry => entry.Text.StartsWith("Plugins, after", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Information, level);
        Assert.Contains("Active       com.acme.lapsing-vip 1.0.0 (classification-rule/lapsing-vip", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_a_broken_plugin_starts_and_says_so()
    {
        await using var folder = new TempFolder();
        await folder.WriteAsync("broken/plugin.json", "{");
        await using TestHost host = await TestHost.Build(crm => crm.AddPluginsFrom("plugins").AddPluginsFrom(folder.Root)).StartAsync();

        Assert.Single(host.Services.GetRequiredService<IExtensions>().All<IRule>());
        (_, LogLevel level, string text) = Assert.Single(host.Log, entry => entry.Text.StartsWith("Plugins, after", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("Rejected     broken", text, StringComparison.Ordinal);
        Assert.Contains("CRM5101", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Crm:Guard:CallDeadline", "00:00:00", "CallDeadline is 00:00:00; it takes 00:00:00.0010000 to 00:02:00")]
    [InlineData("Crm:Guard:FailureRatio", "1.5", "FailureRatio is 1.5")]
    [InlineData("Crm:PluginStartDeadline", "01:00:00", "StartDeadline is 01:00:00; it takes")]
    [InlineData("Crm:PluginFolders:0", " ", "Crm:PluginFolders has an empty entry")]
    [InlineData("Crm:Slots:storage", "", "Crm:Slots:storage is empty")]
    public async Task Settings_out_of_range_stop_the_host_at_its_start(string key, string value, string says)
    {
        await using TestHost host = TestHost.Build(settings: (key, value));

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugins_settings_come_from_the_configuration_and_code_stands_above_it()
    {
        await using TestHost configured = await Build(_ => { }).StartAsync();
        await using TestHost coded = await Build(crm => crm.ConfigurePlugin("test.greeting", "Words", "Welcome")).StartAsync();
        await using TestHost withdrawn = await Build(crm => crm.ConfigurePlugin("test.greeting", "words", "Welcome").ConfigurePlugin("test.greeting", "Words", null)).StartAsync();

        Assert.Equal("Hello, Ada", Greet(configured));
        Assert.Equal("Welcome, Ada", Greet(coded));
        Assert.Equal("Hello, Ada", Greet(withdrawn));

        static TestHost Build(Action<ICrmBuilder> more) => TestHost.Build(
            crm => more(crm.AddExtensionPoint(GreetingPlugin.Greeter).AddPlugin<GreetingPlugin>()), settings: ("Crm:Plugins:test.greeting:Words", "Hello"));

        static string Greet(TestHost host) => Assert.Single(host.Services.GetRequiredService<IExtensions>().All<IGreeter>()).Instance.Greet("Ada");
    }

    [Fact]
    public async Task A_plugin_whose_settings_are_wrong_is_faulted_and_the_host_runs()
    {
        await using TestHost host = await TestHost.Build(
            crm => crm.AddExtensionPoint(GreetingPlugin.Greeter).AddPlugin<GreetingPlugin>(), settings: ("Crm:Plugins:test.greeting:Words", "")).StartAsync();

        PluginReport? report = host.Services.GetRequiredService<PluginHost>().Report.Find(Greeting);
        Assert.Equal((PluginState.Faulted, PluginErrorCodes.OptionsInvalid), (report?.State, report?.Code));
        Assert.Contains("Words must not be empty.", report?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_of_AddCrm_add_up_and_a_plugin_added_twice_is_there_once()
    {
        await using TestHost host = await TestHost.Build(crm =>
        {
            crm.AddExtensionPoint(GreetingPlugin.Greeter).AddPlugin<GreetingPlugin>();
            crm.Services.AddCrm(again => again.AddExtensionPoint(GreetingPlugin.Greeter).AddPlugin<GreetingPlugin>().AddPluginsFrom("plugins"));
        }).StartAsync();

        Assert.Equal(["com.acme.lapsing-vip", "test.greeting"], host.Services.GetRequiredService<PluginHost>().Report.Plugins.Select(plugin => plugin.Id?.Value));
    }

    [Fact]
    public void A_plugin_id_of_another_form_is_refused_where_it_is_written() =>
        Assert.Equal(ErrorCodes.BadIdentity, Assert.Throws<CrmException>(() => TestHost.Build(crm => crm.ConfigurePlugin("Sqlite", "Path", "x"))).Code);

    [Fact]
    public async Task Contributions_asked_for_before_the_start_are_an_error_that_says_what_to_do()
    {
        await using TestHost host = TestHost.Build();

        CrmException early = Assert.Throws<CrmException>(host.Services.GetRequiredService<IExtensions>().All<IRule>);
        Assert.Equal(PluginErrorCodes.NotStarted, early.Code);
        Assert.Contains("Ask after the host has started", early.Message, StringComparison.Ordinal);
    }
}
