using Crm.Sdk.Plugins.Discovery;
using Crm.Sdk.Plugins.Guarding;
using Crm.Sdk.Plugins.Loading;
using Crm.Sdk.Plugins.Registry;
using Crm.Sdk.Plugins.Resolution;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crm.Sdk.Plugins;

/// <summary>Starts the plugins of a host, offers what they contribute, tells how they do, and stops them.</summary>
/// <remarks>
/// No plugin ends the host or keeps it from starting: whatever is wrong with one becomes its state, a stable code and a reason in the <see cref="Report"/>, and
/// the others go on. Thread-safe once started.
/// </remarks>
public sealed class PluginHost : IExtensions, IAsyncDisposable
{
    private readonly IReadOnlyList<PluginSource> _sources;
    private readonly Dictionary<string, ExtensionPoint> _points;
    private readonly PluginHostServices _services;
    private readonly PluginHostOptions _options;
    private readonly ILogger _logger;
    private readonly PluginSettings _settings;
    private readonly PluginTelemetry _telemetry;
    private readonly List<LoadedPlugin> _loaded = [];
    private IReadOnlyList<PluginCandidate> _candidates = [];
    private PluginLoader? _loader;
    private ExtensionSnapshot? _snapshot;
    private int _started;
    private int _disposed;

    /// <summary>Makes a host for plugins; nothing is read before <see cref="StartAsync"/>.</summary>
    /// <param name="sources">Where plugins come from.</param>
    /// <param name="points">The extension points that the host has, one for each kind.</param>
    /// <param name="services">What the host lends to its plugins.</param>
    /// <param name="options">How plugins are run.</param>
    /// <exception cref="CrmException">CRM1030: an option is out of its range, or two points have one kind.</exception>
    public PluginHost(IEnumerable<PluginSource> sources, IEnumerable<ExtensionPoint> points, PluginHostServices services, PluginHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _sources = [.. sources];
        _points = new Dictionary<string, ExtensionPoint>(StringComparer.Ordinal);
        foreach (ExtensionPoint point in points)
        {
            if (!_points.TryAdd(point.Kind, point) && _points[point.Kind] != point)
            {
                throw new CrmException(ErrorCodes.BadValue, $"The host has two extension points of the kind '{point.Kind}': {_points[point.Kind]} and {point}; each kind stands for one.");
            }
        }

        _services = services;
        _options = options;
        _logger = services.LoggerFactory.CreateLogger<PluginHost>();
        _settings = new PluginSettings(services.Configuration, options.Settings.AsReadOnly());
        _telemetry = new PluginTelemetry(services.MeterFactory);
    }

    /// <summary>What has become of each plugin up to now. Made anew at each reading.</summary>
    public PluginLoadReport Report
    {
        get
        {
            lock (_loaded)
            {
                IEnumerable<PluginCandidate> others = _candidates
                    .Where(candidate => !_loaded.Exists(plugin => plugin.Candidate == candidate))
                    .OrderBy(candidate => candidate.Manifest?.Id)
                    .ThenBy(candidate => candidate.Origin, StringComparer.Ordinal);
                return new PluginLoadReport(_loaded.Select(ReportOf).Concat(others.Where(candidate => !candidate.IsPending).Select(ReportOf)).ToValueList());
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Extension<T>> All<T>()
        where T : class
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        return (Volatile.Read(ref _snapshot) ?? throw new CrmException(
            PluginErrorCodes.NotStarted,
            $"The contributions to {typeof(T).Name} were asked for before the plugins were started. Ask after the host has started.")).All<T>();
    }

    /// <summary>Finds, checks, loads, registers and publishes the plugins, then starts their background services. Once only.</summary>
    /// <param name="cancellationToken">Stops the start; plugins that are loaded by then stay until disposal.</param>
    /// <returns>What became of each.</returns>
    public async Task<PluginLoadReport> StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("The plugins have been started already.");
        }

        _loader = new PluginLoader(_services, _options, _settings, _telemetry, _points);
        List<PluginCandidate> candidates = await PluginCatalog.ReadAsync(_sources, cancellationToken).ConfigureAwait(false);
        lock (_loaded)
        {
            _candidates = candidates;
        }

        var resolver = new PluginResolver(_points, _settings, _options.Slots.AsReadOnly(), SdkVersion.Current);
        List<PluginCandidate> order = resolver.Resolve(candidates, out IReadOnlyDictionary<PluginId, PluginCandidate> byId);
        await LoadAsync(order, byId, cancellationToken).ConfigureAwait(false);
        Publish();
        foreach (LoadedPlugin plugin in _loaded)
        {
            await StartBackgroundServicesAsync(plugin, cancellationToken).ConfigureAwait(false);
        }

        return Report;
    }

    /// <summary>Asks a plugin's own health checks (<c>IHealthCheck</c> among its services), behind its guard.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>What they said; null where the plugin has none or is not loaded.</returns>
    public async Task<PluginProbe?> ProbeAsync(PluginId plugin, CancellationToken cancellationToken)
    {
        LoadedPlugin? loaded;
        lock (_loaded)
        {
            loaded = _loaded.Find(candidate => candidate.Id == plugin && candidate.Probes.Count > 0);
        }

        return loaded is null ? null : await ProbeAsync(loaded, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops background services and disposes of the plugins' containers, the last started first, each within its deadline.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        List<LoadedPlugin> plugins;
        lock (_loaded)
        {
            plugins = [.. _loaded];
            _loaded.Clear();
        }

        plugins.Reverse();
        foreach (LoadedPlugin plugin in plugins)
        {
            await StopAsync(plugin).ConfigureAwait(false);
        }

        _telemetry.Dispose();
        _settings.Dispose();
    }

    private async Task LoadAsync(List<PluginCandidate> order, IReadOnlyDictionary<PluginId, PluginCandidate> byId, CancellationToken cancellationToken)
    {
        HashSet<PluginId> collectible = Collectible(order);
        foreach (PluginCandidate candidate in order)
        {
            // Those it needs may have failed since the manifests were resolved.
            PluginResolver.CheckDependencies(candidate, byId);
            if (!candidate.IsPending)
            {
                continue;
            }

            List<LoadedPlugin> dependencies = [.. _loaded.Where(plugin => candidate.Manifest!.Dependencies.Any(dependency => dependency.Id == plugin.Id))];
            if (await _loader!.LoadAsync(candidate, dependencies, collectible.Contains(candidate.Manifest!.Id), cancellationToken).ConfigureAwait(false) is { } plugin)
            {
                lock (_loaded)
                {
                    _loaded.Add(plugin);
                }
            }
        }
    }

    /// <summary>Which plugins get a context that can be unloaded: those that claim to let go, unless one that does not uses their assemblies.</summary>
    private static HashSet<PluginId> Collectible(List<PluginCandidate> order)
    {
        var collectible = new HashSet<PluginId>();
        foreach (PluginCandidate candidate in Enumerable.Reverse(order))
        {
            PluginManifest manifest = candidate.Manifest!;
            if (manifest.Unload != PluginUnload.Supported)
            {
                continue;
            }

            PluginManifest? holder = manifest.Exports.IsEmpty ? null : order
                .Select(other => other.Manifest!)
                .FirstOrDefault(other => !collectible.Contains(other.Id) && other.Dependencies.Any(dependency => dependency.Id == manifest.Id));
            if (holder is null)
            {
                collectible.Add(manifest.Id);
            }
            else
            {
                candidate.Notes.Add($"It cannot be unloaded, since {holder.Id} uses its assemblies and cannot be unloaded.");
            }
        }

        return collectible;
    }

    private void Publish()
    {
        var dependencies = new Dictionary<PluginId, HashSet<PluginId>>();
        foreach (LoadedPlugin plugin in _loaded)
        {
            // Loaded in order, so what it depends on is known already.
            var all = new HashSet<PluginId>();
            foreach (PluginDependency dependency in plugin.Candidate.Manifest!.Dependencies)
            {
                if (dependencies.TryGetValue(dependency.Id, out HashSet<PluginId>? further))
                {
                    all.Add(dependency.Id);
                    all.UnionWith(further);
                }
            }

            dependencies.Add(plugin.Id, all);
        }

        Volatile.Write(ref _snapshot, new ExtensionSnapshot([.. _loaded.SelectMany(plugin => plugin.Contributions)], id => dependencies[id]));
    }

    private async Task StartBackgroundServicesAsync(LoadedPlugin plugin, CancellationToken cancellationToken)
    {
        foreach (IHostedService service in plugin.BackgroundServices)
        {
            string name = service.GetType().Name;
            try
            {
                await plugin.Guard.RunAsync(
                    "start",
                    service,
                    static async (service, token) =>
                    {
                        await service.StartAsync(token).ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                BackgroundServiceFailed(plugin, name, ExceptionText.Describe(e));
                continue;
            }

            if (service is BackgroundService { ExecuteTask: { } running })
            {
                _ = running.ContinueWith(
                    ended => BackgroundServiceFailed(plugin, name, ExceptionText.Describe(ended.Exception!)),
                    CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }

    private void BackgroundServiceFailed(LoadedPlugin plugin, string service, string problem)
    {
        plugin.BackgroundFailure = $"Its background service {service} failed: {problem}";
        _logger.LogError("The background service {Service} of plugin {Plugin} failed: {Problem}", service, plugin.Id, problem);
    }

    private static async Task<PluginProbe> ProbeAsync(LoadedPlugin plugin, CancellationToken cancellationToken)
    {
        try
        {
            return await plugin.Guard.RunAsync(
                "probe",
                plugin,
                static async (plugin, token) =>
                {
                    var worst = PluginHealthStatus.Healthy;
                    var said = new List<string>();
                    foreach (IHealthCheck probe in plugin.Probes)
                    {
                        var registration = new HealthCheckRegistration(plugin.Id.Value, probe, HealthStatus.Unhealthy, tags: null);
                        HealthCheckResult result = await probe.CheckHealthAsync(new HealthCheckContext { Registration = registration }, token).ConfigureAwait(false);
                        PluginHealthStatus status = result.Status switch
                        {
                            HealthStatus.Healthy => PluginHealthStatus.Healthy,
                            HealthStatus.Degraded => PluginHealthStatus.Degraded,
                            _ => PluginHealthStatus.Unhealthy,
                        };
                        worst = status > worst ? status : worst;
                        if (result.Description is { } description)
                        {
                            said.Add(description);
                        }
                    }

                    return new PluginProbe(plugin.Id, worst, said.Count == 0 ? null : string.Join(" ", said));
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new PluginProbe(plugin.Id, PluginHealthStatus.Unhealthy, e is PluginCallException ? e.Message : ExceptionText.Describe(e));
        }
    }

    private async Task StopAsync(LoadedPlugin plugin)
    {
        TimeSpan deadline = _options.StopDeadline;
        if (plugin.Candidate.Manifest!.Deadlines.StopMs is { } declared)
        {
            deadline = TimeSpan.FromMilliseconds(Math.Min(declared, deadline.TotalMilliseconds * 10));
        }

        foreach (IHostedService service in plugin.BackgroundServices.Reverse())
        {
            Report(await Abandonable.RunAsync(() => new ValueTask(service.StopAsync(CancellationToken.None)), deadline, _services.TimeProvider).ConfigureAwait(false));
        }

        Report(await Abandonable.RunAsync(plugin.Services.DisposeAsync, deadline, _services.TimeProvider).ConfigureAwait(false));
        plugin.Guard.Dispose();
        NativeLibraryTable.Process.Release(plugin.Id);
        if (plugin.Context is { IsCollectible: true } context)
        {
            context.Unload();
        }

        void Report(string? problem)
        {
            if (problem is not null)
            {
                _logger.LogWarning("Plugin {Plugin} did not stop cleanly ({Code}): {Problem}", plugin.Id, PluginErrorCodes.StopFailed, problem);
            }
        }
    }

    private PluginReport ReportOf(LoadedPlugin plugin)
    {
        PluginHealth health = plugin.Guard.Health;
        (PluginState state, string? code, string? reason) = (plugin.Guard.QuarantineReason, plugin.BackgroundFailure, health.Status) switch
        {
            ({ } why, _, _) => (PluginState.Quarantined, PluginErrorCodes.Quarantined, $"It was switched off because {why}. Restart the host to try it again."),
            (_, { } failure, _) => (PluginState.Degraded, PluginErrorCodes.BackgroundServiceFailed, failure),
            (_, _, PluginHealthStatus.Healthy) => (PluginState.Active, null, null),
            _ when health.Abandoned > 0 => (PluginState.Degraded, PluginErrorCodes.CallTimedOut, $"{health.Abandoned} of its calls passed their deadline and still run."),
            _ => (PluginState.Degraded, PluginErrorCodes.CircuitOpen, $"Its circuit breaker is open after failures, the last being {health.LastFailure?.ExceptionType}: {health.LastFailure?.Message}"),
        };
        PluginHealth shown = state == PluginState.Degraded && health.Status == PluginHealthStatus.Healthy ? health with { Status = PluginHealthStatus.Degraded } : health;
        return Fill(plugin.Candidate, state, shown, code, reason);
    }

    private PluginReport ReportOf(PluginCandidate candidate)
    {
        PluginOutcome outcome = candidate.Outcome!;
        PluginHealthStatus status = outcome.State == PluginState.Disabled ? PluginHealthStatus.Healthy : PluginHealthStatus.Unhealthy;
        return Fill(candidate, outcome.State, new PluginHealth(status, 0, 0, 0, null), outcome.Code, outcome.Reason);
    }

    private PluginReport Fill(PluginCandidate candidate, PluginState state, PluginHealth health, string? code, string? reason) => new()
    {
        Id = candidate.Manifest?.Id,
        Version = candidate.Manifest?.Version,
        Name = candidate.Manifest?.Name ?? Path.GetFileName(candidate.Directory),
        Origin = candidate.Origin,
        State = state,
        Contributions = candidate.Manifest?.Contributions.Select(contribution => $"{contribution.Kind}/{contribution.Name}").ToValueList() ?? default,
        Health = health,
        Code = code,
        Reason = reason,
        Notes = candidate.Notes.ToValueList(),
        Assemblies = _loader?.BindingsOf(candidate) ?? default,
    };
}
