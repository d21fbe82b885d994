using Crm.Sdk.Plugins;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting.Plugins;

/// <summary>Starts the plugins before the host starts anything else, says once what became of them, and stops them after everything else has stopped.</summary>
internal sealed class PluginStarter(
    PluginHost plugins, IEnumerable<ExtensionPoint> points, IOptions<HealthCheckServiceOptions> health, TimeProvider time, ILogger<PluginStarter> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        PluginLoadReport report = await plugins.StartAsync(cancellationToken).ConfigureAwait(false);
        AddHealthChecks(report);
        LogLevel level = report.Plugins.All(plugin => plugin.State is PluginState.Active or PluginState.Disabled) ? LogLevel.Information : LogLevel.Warning;
        logger.Log(level, "Plugins, after {ElapsedMs:0} ms:\n{Report}", time.GetElapsedTime(begun).TotalMilliseconds, report);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await plugins.DisposeAsync().ConfigureAwait(false);

    /// <summary>One check for each plugin. They cannot be registered earlier, since nobody knew the plugins; the check service reads its list at each check.</summary>
    private void AddHealthChecks(PluginLoadReport report)
    {
        HashSet<string> exclusive = [.. points.Where(point => point.Exclusive).Select(point => point.Kind)];
        foreach (string name in report.Plugins.Select(PluginHealthCheck.NameOf).Distinct(StringComparer.Ordinal))
        {
            health.Value.Registrations.Add(new HealthCheckRegistration(name, new PluginHealthCheck(plugins, name, exclusive), failureStatus: null, tags: ["crm", "plugin"]));
        }
    }
}
