namespace Crm.Sdk.Clustering;

/// <summary>The groups of a tenant's customers, as they were found.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="AsOf">The instant of the facts.</param>
/// <param name="Model">Scales and centres.</param>
/// <param name="Customers">The group of each customer, from 0; null where one of the facts is undefined.</param>
public sealed record FoundClusters(AsOf AsOf, ClusterModel Model, IReadOnlyList<(CustomerId Customer, int? Cluster)> Customers);
