using Crm.Sdk.Plugins;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Crm.Sdk.Hosting.Plugins;

/// <summary>The health of one plugin, as it is now: its state, and what its own checks say.</summary>
/// <remarks>
/// Unhealthy is what makes a host unfit to serve. A plugin that does not work makes it so where the plugin has a place that only one can have, such as storage;
/// any other leaves the host degraded.
/// </remarks>
internal sealed class PluginHealthCheck(PluginHost plugins, string name, IReadOnlySet<string> exclusive) : IHealthCheck
{
    /// <summary>The name of a plugin's check: <c>plugin com.acme.sms</c>.</summary>
    public static string NameOf(PluginReport plugin) => $"plugin {plugin.Id?.Value ?? plugin.Name}";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worst = HealthStatus.Healthy;
        var said = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (PluginReport plugin in plugins.Report.Plugins.Where(plugin => NameOf(plugin) == name))
        {
            HealthStatus status = StatusOf(plugin);
            if (plugin.Reason is not null && status != HealthStatus.Healthy)
            {
                said.Add($"{plugin.Code}: {plugin.Reason}");
            }

            if (plugin.Id is { } id && plugin.State is PluginState.Active or PluginState.Degraded
                && await plugins.ProbeAsync(id, cancellationToken).ConfigureAwait(false) is { } probe)
            {
                status = Worse(status, probe.Status switch
                {
                    PluginHealthStatus.Healthy => HealthStatus.Healthy,
                    PluginHealthStatus.Degraded => HealthStatus.Degraded,
                    _ => Failed(plugin),
                });
                if (probe.Description is not null)
                {
                    said.Add(probe.Description);
                }
            }

            if (data.Count == 0 || status < worst)
            {
                data["state"] = plugin.State.ToString();
                data["version"] = plugin.Version ?? string.Empty;
                data["calls"] = plugin.Health.Calls;
                data["failures"] = plugin.Health.Failures;
                data["abandoned"] = plugin.Health.Abandoned;
            }

            worst = Worse(worst, status);
        }

        return new HealthCheckResult(worst, said.Count == 0 ? null : string.Join(" ", said), data: data);
    }

    private HealthStatus StatusOf(PluginReport plugin) => plugin.State switch
    {
        PluginState.Active or PluginState.Disabled => HealthStatus.Healthy,
        PluginState.Degraded => HealthStatus.Degraded,
        _ => Failed(plugin),
    };

    private HealthStatus Failed(PluginReport plugin) =>
        plugin.Contributions.Any(contribution => exclusive.Contains(contribution[..contribution.IndexOf('/', StringComparison.Ordinal)]))
            ? HealthStatus.Unhealthy
            : HealthStatus.Degraded;

    private static HealthStatus Worse(HealthStatus left, HealthStatus right) => left < right ? left : right;
}
