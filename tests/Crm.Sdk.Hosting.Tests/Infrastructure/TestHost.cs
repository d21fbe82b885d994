using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crm.Sdk.Hosting.Tests.Infrastructure;

/// <summary>A generic host with the core, its settings in a dictionary and its log in a list.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly RecordingLogs _logs;

    private TestHost(IHost host, RecordingLogs logs)
    {
        _host = host;
        _logs = logs;
    }

    public IServiceProvider Services => _host.Services;

    public IReadOnlyList<(string Category, LogLevel Level, string Text)> Log => _logs.Entries;

    public static TestHost Build(Action<ICrmBuilder>? configure = null, Action<IServiceCollection>? before = null, params (string Key, string? Value)[] settings)
    {
        var logs = new RecordingLogs();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Logging.AddProvider(logs);
        before?.Invoke(builder.Services);
        builder.Services.AddCrm(configure);
        return new TestHost(builder.Build(), logs);
    }

    public async Task<TestHost> StartAsync()
    {
        using var patience = new CancellationTokenSource(Child.DefaultLimit);
        await _host.StartAsync(patience.Token);
        return this;
    }

    public async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(Child.DefaultLimit);
        await _host.StopAsync(patience.Token);
    }

    public async Task<HealthReport> CheckHealthAsync() => await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(CancellationToken.None);

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)_host).DisposeAsync();
}
