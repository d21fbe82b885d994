using NodaTime;

namespace Crm.Sdk.Clustering;

/// <summary>Clusters that were found once and are kept as a dimension: whoever is classified gets the label of the nearest centre, by the same centres every time (CL-8).</summary>
/// <remarks>Immutable and thread-safe. Each dimension has versions; runs use the latest.</remarks>
public sealed record StoredClusters
{
    /// <summary>The id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The dimension, such as <c>shopping-style</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The version within the dimension, from 1: that of the rule <see cref="RuleId"/>.</summary>
    public required long Version { get; init; }

    /// <summary>The instant of the facts by which the clusters were found.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The zone in which their days were counted.</summary>
    public required string Zone { get; init; }

    /// <summary>When they were kept.</summary>
    public required Instant KeptAt { get; init; }

    /// <summary>Scales and centres.</summary>
    public required ClusterModel Model { get; init; }

    /// <summary>The id of the rule that gives the labels, as runs name it.</summary>
    public string RuleId => $"crm.cluster.{Dimension}";

    /// <summary>The label of a cluster, such as <c>cluster-0</c>.</summary>
    /// <param name="cluster">The cluster, from 0.</param>
    public static string LabelOf(int cluster) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cluster-{cluster}");
}
