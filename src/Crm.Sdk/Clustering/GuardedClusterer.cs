using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Clustering;

/// <summary>A plugin's clusterer behind its guard: it is not called while the plugin is switched off, may take so long and no longer, and what it throws becomes an error of ours.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="extension">The contribution.</param>
/// <param name="deadline">How long a search may take.</param>
/// <param name="time">The time that the deadline is counted in.</param>
public sealed class GuardedClusterer(Extension<IClusterer> extension, TimeSpan deadline, TimeProvider time) : IClusterer
{
    /// <inheritdoc/>
    public string Id => extension.Instance.Id;

    /// <inheritdoc/>
    /// <exception cref="CrmException">CRM6161: the clusterer failed, took too long, or its plugin is switched off.</exception>
    public async ValueTask<IReadOnlyList<ValueList<double>>> FindCentresAsync(PointSet points, int clusters, ulong seed, CancellationToken cancellationToken)
    {
        IReadOnlyList<ValueList<double>>? centres = null;
        string? problem = await LongCall.RunAsync(
            extension,
            $"The clusterer '{Id}'",
            "find-centres",
            async stop => centres = await extension.Instance.FindCentresAsync(points, clusters, seed, stop).ConfigureAwait(false),
            deadline,
            time,
            cancellationToken).ConfigureAwait(false);
        return problem is null && centres is not null ? centres : throw new CrmException(ClusteringErrorCodes.ClustererFailed, problem ?? $"The clusterer '{Id}' answered nothing.");
    }
}
