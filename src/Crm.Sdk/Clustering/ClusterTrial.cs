namespace Crm.Sdk.Clustering;

/// <summary>How well a number of clusters divides the points.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Clusters">The number.</param>
/// <param name="Inertia">The sum of squared distances in scaled units.</param>
/// <param name="Silhouette">The mean silhouette of the sample; null where it is undefined.</param>
public sealed record ClusterTrial(int Clusters, double Inertia, double? Silhouette);
