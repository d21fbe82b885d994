using Crm.Sdk.Plugins.Tests.Contracts;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Running;

/// <summary>Background services, health checks and the end of plugins.</summary>
public sealed class BackgroundServiceTests : IAsyncDisposable
{
    private readonly PluginFixture _plugins = new();
    private readonly CancellationTokenSource _patience = new(Child.DefaultLimit);

    public async ValueTask DisposeAsync()
    {
        await _plugins.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task Background_services_start_after_all_plugins_are_published_and_stop_in_reverse()
    {
        AddService("a.first", "order", """
            public Task StartAsync(CancellationToken token) { Witness.Say("order", "a starts"); return Task.CompletedTask; }
            public Task StopAsync(CancellationToken token) { Witness.Say("order", "a stops"); return Task.CompletedTask; }
            """);
        AddService("b.second", "order", """
            public Service() => Witness.Say("order", "b made");
            public Task StartAsync(CancellationToken token) { Witness.Say("order", "b starts"); return Task.CompletedTask; }
            public Task StopAsync(CancellationToken token) { Witness.Say("order", "b stops"); return Task.CompletedTask; }
            """);

        PluginHost host = await _plugins.StartAsync();
        await host.DisposeAsync();

        Assert.Equal(["b made", "a starts", "b starts", "b stops", "a stops"], Witness.Of("order"));
    }

    [Fact]
    public async Task A_background_service_that_does_not_start_degrades_its_plugin()
    {
        AddService("a.plugin", "start", """
            public Task StartAsync(CancellationToken token) => throw new InvalidOperationException("no port");
            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
            """);

        PluginHost host = await _plugins.StartAsync();

        PluginReport report = host.Is("a.plugin", PluginState.Degraded, PluginErrorCodes.BackgroundServiceFailed);
        Assert.Equal("Its background service Service failed: System.InvalidOperationException: no port", report.Reason);
        Assert.Equal(PluginHealthStatus.Degraded, report.Health.Status);
        Assert.Single(host.All<IGreeter>());
    }

    [Fact]
    public async Task A_background_service_that_fails_later_degrades_its_plugin_and_not_the_host()
    {
        _plugins.Add("a.plugin", """
            public sealed class Hello : IGreeter { public string Greet(string name) => "Hello"; }
            public sealed class Service : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken token) { await Task.Yield(); throw new InvalidOperationException("lost connection"); }
            }
            public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) { plugin.Services.AddHostedService<Service>(); plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); } }
            """);

        PluginHost host = await _plugins.StartAsync();

        while (host.Report.Plugins[0].State != PluginState.Degraded)
        {
            await Task.Delay(5, _patience.Token);
        }

        Assert.Equal("Its background service Service failed: System.InvalidOperationException: lost connection", host.Is("a.plugin", PluginState.Degraded, PluginErrorCodes.BackgroundServiceFailed).Reason);
    }

    [Fact]
    public async Task Plugins_that_throw_or_hang_when_they_are_stopped_hold_nobody_up()
    {
        AddService("a.well", "stop", """
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;
            public Task StopAsync(CancellationToken token) { Witness.Say("stop", "a.well stopped"); return Task.CompletedTask; }
            """);
        AddService("b.throws", "stop", """
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;
            public Task StopAsync(CancellationToken token) => throw new InvalidOperationException("will not");
            """);
        AddService("c.hangs", "stop", """
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;
            public Task StopAsync(CancellationToken token) { Witness.Say("stop", "c.hangs"); Witness.Block("stop"); return Task.CompletedTask; }
            """);
        PluginHost host = await _plugins.StartAsync();

        Task stopping = host.DisposeAsync().AsTask();
        while (!Witness.Of("stop").Contains("c.hangs"))
        {
            await Task.Delay(5, _patience.Token);
        }

        await _plugins.Clock.TimeProvider.WaitForTimersAsync(1, _patience.Token);
        _plugins.Clock.Advance(Duration.FromSeconds(10));
        await stopping.WaitAsync(_patience.Token);
        Witness.LetGo("stop");

        Assert.Equal(["c.hangs", "a.well stopped"], Witness.Of("stop"));
        Assert.Contains(_plugins.Logs.Entries, entry => entry.Text == "Plugin c.hangs did not stop cleanly (CRM5707): it did not end within 10000 ms and was left behind");
        Assert.Contains(_plugins.Logs.Entries, entry => entry.Text == "Plugin b.throws did not stop cleanly (CRM5707): System.InvalidOperationException: will not");
    }

    [Fact]
    public async Task A_plugins_own_health_checks_are_asked_behind_its_guard()
    {
        AddProbe("a.fine", "return Task.FromResult(HealthCheckResult.Healthy());");
        AddProbe("b.slow", "return Task.FromResult(HealthCheckResult.Degraded(\"queue of 900\"));");
        AddProbe("c.throws", "throw new InvalidOperationException(\"no answer\");");
        _plugins.Add("d.silent");
        PluginHost host = await _plugins.StartAsync();

        Assert.Equal(new PluginProbe(new PluginId("a.fine"), PluginHealthStatus.Healthy, null), await ProbeAsync("a.fine"));
        Assert.Equal(new PluginProbe(new PluginId("b.slow"), PluginHealthStatus.Degraded, "queue of 900"), await ProbeAsync("b.slow"));
        Assert.Equal(new PluginProbe(new PluginId("c.throws"), PluginHealthStatus.Unhealthy, "System.InvalidOperationException: no answer"), await ProbeAsync("c.throws"));
        Assert.Null(await ProbeAsync("d.silent"));
        Assert.Null(await ProbeAsync("e.unknown"));
        Assert.Equal(1, host.Is("c.throws", PluginState.Active).Health.Failures);

        Task<PluginProbe?> ProbeAsync(string id) => host.ProbeAsync(new PluginId(id), CancellationToken.None);
    }

    [Fact]
    public async Task After_the_end_contributions_are_no_longer_given_out()
    {
        _plugins.Add("a.plugin");
        PluginHost host = await _plugins.StartAsync();

        await host.DisposeAsync();
        await host.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(host.All<IGreeter>);
    }

    private void AddService(string id, string key, string members) => _plugins.Add(id, $$"""
        public sealed class Hello : IGreeter { public string Greet(string name) => "{{key}}"; }
        public sealed class Service : IHostedService
        {
            {{members}}
        }
        public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) { plugin.Services.AddHostedService<Service>(); plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); } }
        """);

    private void AddProbe(string id, string body) => _plugins.Add(id, $$"""
        public sealed class Hello : IGreeter { public string Greet(string name) => name; }
        public sealed class Probe : IHealthCheck
        {
            public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token) { {{body}} }
        }
        public sealed class Entry : ICrmPlugin { public void Configure(IPluginBuilder plugin) { plugin.Services.AddSingleton<IHealthCheck, Probe>(); plugin.Contribute<IGreeter, Hello>(TestPoints.Greeter); } }
        """);
}
