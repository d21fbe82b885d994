using Crm.Sdk.Plugins;

namespace Crm.Sdk.Clustering;

/// <summary>The extension points of clustering.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ClusteringExtensionPoints
{
    /// <summary>Clusterers: <c>clusterer</c>.</summary>
    public static ExtensionPoint Clusterer { get; } = new("clusterer", typeof(IClusterer));
}
