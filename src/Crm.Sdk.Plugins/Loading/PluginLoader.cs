using System.Runtime.Loader;
using Crm.Sdk.Plugins.Discovery;
using Crm.Sdk.Plugins.Guarding;
using Crm.Sdk.Plugins.Preflight;
using Microsoft.Extensions.Logging;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>Stages 5 to 7: takes resolved plugins from their files to their instances, one after the other, each within its deadline.</summary>
internal sealed class PluginLoader(
    PluginHostServices services, PluginHostOptions options, PluginSettings settings, PluginTelemetry telemetry, IReadOnlyDictionary<string, ExtensionPoint> points)
{
    // A contract crosses the border by its nature, so the assembly that holds it does too.
    private readonly SharedAssemblies _shared = new(options.SharedAssemblies.Concat(points.Values.Select(point => point.Contract.Assembly.GetName().Name!)));
    private readonly Dictionary<PluginCandidate, BindingLog> _logs = [];

    /// <summary>Which assemblies a plugin asked for and got up to now.</summary>
    public ValueList<AssemblyBinding> BindingsOf(PluginCandidate candidate) => _logs.TryGetValue(candidate, out BindingLog? log) ? log.ToValueList() : default;

    /// <summary>Loads a plugin whose dependencies have been loaded, or takes it out.</summary>
    /// <param name="candidate">The plugin.</param>
    /// <param name="dependencies">The loaded plugins that it depends on directly.</param>
    /// <param name="collectible">Whether it gets a context that can be unloaded.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <returns>The plugin; null where it is out.</returns>
    public async Task<LoadedPlugin?> LoadAsync(
        PluginCandidate candidate, IReadOnlyList<LoadedPlugin> dependencies, bool collectible, CancellationToken cancellationToken)
    {
        PluginManifest manifest = candidate.Manifest!;
        var log = new BindingLog();
        _logs.Add(candidate, log);

        PluginLoadContext? context = null;
        if (candidate.Referenced is { } referenced)
        {
            HostBindings.Write(referenced.EntryClass.Assembly, log);
        }
        else
        {
            Dictionary<string, AssemblyLoadContext> exports = dependencies
                .SelectMany(dependency => dependency.Candidate.Manifest!.Exports.Select(name => (Name: name, Context: dependency.ExportContext(_shared))))
                .DistinctBy(export => export.Name, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(export => export.Name, export => export.Context, StringComparer.OrdinalIgnoreCase);
            if (new PreflightInspector(_shared).Inspect(candidate, exports.Keys, log) is not { } files)
            {
                return null;
            }

            context = new PluginLoadContext(manifest, files, collectible, _shared, exports, NativeLibraryTable.Process, log);
        }

        if (!ClaimNatives(candidate))
        {
            return null;
        }

        TimeSpan deadline = Least(manifest.Deadlines.CallMs, options.Guard.CallDeadline, options.Guard.MaxCallDeadline);
        ILogger logger = services.LoggerFactory.CreateLogger($"Crm.Sdk.Plugins.{manifest.Id}");
        var guard = new PluginGuard(manifest.Id, deadline, options.Guard, services.TimeProvider, services.Clock, telemetry, logger);
        var attempt = new LoadAttempt(candidate, context, guard, settings.For(manifest.Id), services, points);
        LoadResult? result = await RunAsync(attempt, candidate, cancellationToken).ConfigureAwait(false);
        if (result?.Plugin is { } plugin)
        {
            return plugin;
        }

        if (result is not null)
        {
            candidate.Leave(result.Outcome!.State, result.Outcome.Code, result.Outcome.Reason);
            await DisposeAsync(candidate, result).ConfigureAwait(false);
        }

        guard.Dispose();
        NativeLibraryTable.Process.Release(manifest.Id);
        if (context is { IsCollectible: true })
        {
            context.Unload();
        }

        return null;
    }

    /// <returns>Null where the plugin did not finish in time and was left behind.</returns>
    private async Task<LoadResult?> RunAsync(LoadAttempt attempt, PluginCandidate candidate, CancellationToken cancellationToken)
    {
        Task<LoadResult> running = Abandonable.Start(attempt.Run);
        TimeSpan deadline = Least(candidate.Manifest!.Deadlines.StartMs, options.StartDeadline, options.MaxStartDeadline);
        try
        {
            return await running.WaitAsync(deadline, services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            candidate.Leave(
                PluginState.Faulted, PluginErrorCodes.StartTimedOut,
                $"It did not finish its start within {deadline.TotalMilliseconds:0} ms and was left behind in {attempt.Step}. A plugin's start does no work; move it into a background service.");
        }
        catch (OperationCanceledException)
        {
            candidate.Leave(PluginState.Faulted, PluginErrorCodes.StartTimedOut, $"The host was stopped while the plugin was in {attempt.Step}.");
            throw;
        }
        finally
        {
            if (!running.IsCompletedSuccessfully)
            {
                _ = DisposeLateAsync(candidate, running);
            }
        }

        return null;
    }

    /// <summary>Should the plugin come back after all, nobody wants its container any more.</summary>
    private async Task DisposeLateAsync(PluginCandidate candidate, Task<LoadResult> running) =>
        await DisposeAsync(candidate, await running.ConfigureAwait(false)).ConfigureAwait(false);

    private async Task DisposeAsync(PluginCandidate candidate, LoadResult result)
    {
        if (result.Services is { } container
            && await Abandonable.RunAsync(container.DisposeAsync, options.StopDeadline, services.TimeProvider).ConfigureAwait(false) is { } problem)
        {
            services.LoggerFactory.CreateLogger<PluginHost>().LogWarning("The services of plugin {Plugin} were not disposed of cleanly: {Problem}", candidate.Manifest!.Id, problem);
        }
    }

    private static bool ClaimNatives(PluginCandidate candidate)
    {
        PluginManifest manifest = candidate.Manifest!;
        foreach (PluginNative native in manifest.Natives.Where(native => native.Singleton))
        {
            if (NativeLibraryTable.Process.Claim(native, manifest.Id, candidate.Referenced?.EntryClass.Assembly) is { } problem)
            {
                candidate.Leave(
                    PluginState.Blocked, PluginErrorCodes.NativeConflict,
                    $"It brings the native library {native.Name} {native.Version}, but {problem}. Install versions of both plugins that bring the same one.");
                NativeLibraryTable.Process.Release(manifest.Id);
                return false;
            }
        }

        return true;
    }

    private static TimeSpan Least(int? declared, TimeSpan otherwise, TimeSpan limit)
    {
        TimeSpan wanted = declared is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : otherwise;
        return wanted < limit ? wanted : limit;
    }
}
