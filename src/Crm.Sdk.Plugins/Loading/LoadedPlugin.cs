using System.Runtime.Loader;
using Crm.Sdk.Plugins.Discovery;
using Crm.Sdk.Plugins.Guarding;
using Crm.Sdk.Plugins.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>A plugin whose code has run: its container and what was made from it.</summary>
internal sealed class LoadedPlugin
{
    private volatile string? _backgroundFailure;

    public required PluginCandidate Candidate { get; init; }

    public required PluginGuard Guard { get; init; }

    public required ServiceProvider Services { get; init; }

    /// <summary>The plugin's own context; null where it shares the host's.</summary>
    public required PluginLoadContext? Context { get; init; }

    public required IReadOnlyList<PublishedContribution> Contributions { get; init; }

    public required IReadOnlyList<IHostedService> BackgroundServices { get; init; }

    public required IReadOnlyList<IHealthCheck> Probes { get; init; }

    public PluginId Id => Candidate.Manifest!.Id;

    /// <summary>Where the assemblies lie that it exports.</summary>
    public AssemblyLoadContext ExportContext(SharedAssemblies shared) => Context ?? shared.HostContext;

    /// <summary>What is wrong with a background service; null where nothing is. Written by the thread that notices.</summary>
    public string? BackgroundFailure
    {
        get => _backgroundFailure;
        set => _backgroundFailure = value;
    }
}
