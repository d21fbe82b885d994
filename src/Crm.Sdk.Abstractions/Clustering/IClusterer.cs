namespace Crm.Sdk.Clustering;

/// <summary>Extension point: a clusterer, 聚类算法. It finds the centres of groups; who belongs to which is decided by the nearest centre (CL-8).</summary>
/// <remarks>Thread-safe singletons. The same points, number and seed always give the same centres.</remarks>
public interface IClusterer
{
    /// <summary>The clusterer's name for ever, such as <c>acme.k-medoids</c>.</summary>
    string Id { get; }

    /// <summary>Finds centres.</summary>
    /// <param name="points">The points, scaled.</param>
    /// <param name="clusters">How many centres, 1 to the number of points.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>As many centres as asked for, each with as many finite coordinates as a point.</returns>
    ValueTask<IReadOnlyList<ValueList<double>>> FindCentresAsync(PointSet points, int clusters, ulong seed, CancellationToken cancellationToken);
}
