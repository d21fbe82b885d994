using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Hosting.Tests.Plugins;
using Crm.Sdk.Plugins;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>The host's health tells the truth about its plugins.</summary>
public sealed class PluginHealthTests
{
    [Theory]
    [InlineData("Healthy", HealthStatus.Healthy)]
    [InlineData("Degraded", HealthStatus.Degraded)]
    [InlineData("Unhealthy", HealthStatus.Degraded)]
    public async Task Each_plugin_has_a_check_with_its_figures_and_what_its_own_checks_say(string condition, HealthStatus expected)
    {
        await using TestHost host = await StartAsync(("Crm:Plugins:test.greeting:Condition", condition));

        HealthReport health = await host.CheckHealthAsync();

        HealthReportEntry plugin = health.Entries["plugin test.greeting"];
        Assert.Equal((expected, $"The greeter is {condition}."), (plugin.Status, plugin.Description));
        Assert.Equal(("Active", "1.2.3"), (plugin.Data["state"], plugin.Data["version"]));
        Assert.Equal(expected, health.Status);
    }

    [Fact]
    public async Task A_plugin_whose_breaker_opens_shows_at_the_next_check()
    {
        await using TestHost host = await StartAsync();
        Assert.Equal(HealthStatus.Healthy, (await host.CheckHealthAsync()).Status);
        IPluginGuard guard = host.Services.GetRequiredService<IExtensions>().All<IGreeter>()[0].Guard;

        for (int i = 0; i < 5; i++)
        {
            guard.Failed("System.TimeoutException", "no answer");
        }

        HealthReportEntry plugin = (await host.CheckHealthAsync()).Entries["plugin test.greeting"];
        Assert.Equal("Degraded", plugin.Data["state"]);
        Assert.NotEqual(HealthStatus.Healthy, plugin.Status);
        Assert.Contains("CRM5701: Its circuit breaker is open after failures, the last being System.TimeoutException: no answer", plugin.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_is_not_loaded_is_named_with_code_and_reason_and_leaves_the_host_degraded()
    {
        await using var folder = new TempFolder();
        await folder.WriteAsync("broken/plugin.json", "{");
        await using TestHost host = await TestHost.Build(crm => crm.AddPluginsFrom(folder.Root)).StartAsync();

        HealthReport health = await host.CheckHealthAsync();

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("CRM5101", health.Entries["plugin broken"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_plugin_that_an_exclusive_place_needs_the_host_is_unhealthy()
    {
        await using var folder = new TempFolder();
        foreach (string name in new[] { "one", "two" })
        {
            await folder.WriteAsync($"{name}/plugin.json", $$"""
                {
                  "manifestVersion": 1, "id": "test.{{name}}", "version": "1.0.0", "name": "{{name}}", "entryAssembly": "{{name}}.dll", "sdk": "[0.1,1.0)",
                  "contributions": [ { "kind": "storage", "name": "{{name}}" } ]
                }
                """);
        }

        await using TestHost host = await TestHost.Build(crm => crm.AddPluginsFrom(folder.Root)).StartAsync();

        HealthReport health = await host.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("The host takes one storage, and there are 2", health.Entries["plugin test.one"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_is_not_chosen_or_switched_off_is_no_fault()
    {
        await using TestHost host = await StartAsync(("Crm:Plugins:test.greeting:Enabled", "false"));

        HealthReportEntry plugin = (await host.CheckHealthAsync()).Entries["plugin test.greeting"];

        Assert.Equal((HealthStatus.Healthy, "Disabled"), (plugin.Status, plugin.Data["state"]));
    }

    private static Task<TestHost> StartAsync(params (string Key, string? Value)[] settings) =>
        TestHost.Build(crm => crm.AddExtensionPoint(GreetingPlugin.Greeter).AddPlugin<GreetingPlugin>(), settings: settings).StartAsync();
}
