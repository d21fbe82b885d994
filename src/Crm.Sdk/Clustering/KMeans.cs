using Crm.Sdk.Synthetic;

namespace Crm.Sdk.Clustering;

/// <summary>k-means (Lloyd 1982) from k-means++ centres (Arthur, Vassilvitskii 2007), the best of four starts.</summary>
/// <remarks>
/// A cluster that loses all its points takes the point that is farthest from its own centre. Sums run in the order of the points, so a seed gives the same centres to the
/// last bit. Thread-safe.
/// </remarks>
public sealed class KMeans : IClusterer
{
    private const int Starts = 4;
    private const int MaxSteps = 300;

    /// <inheritdoc/>
    public string Id => "crm.k-means";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ValueList<double>>> FindCentresAsync(PointSet points, int clusters, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clusters, points.Count);
        double[][]? best = null;
        double least = double.PositiveInfinity;
        for (int start = 0; start < Starts; start++)
        {
            var chance = new Xorshift(Xorshift.Scramble(seed + (ulong)start));
            double[][] centres = Spread(points, clusters, ref chance);
            int[] cluster = new int[points.Count];
            cluster.AsSpan().Fill(-1);
            double inertia = double.PositiveInfinity;
            for (int step = 0; step < MaxSteps; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (double now, bool moved) = Lloyd.Step(points, centres, cluster);
                inertia = now;
                if (!moved)
                {
                    break;
                }
            }

            if (best is null || inertia < least)
            {
                (best, least) = (centres, inertia);
            }
        }

        return ValueTask.FromResult<IReadOnlyList<ValueList<double>>>([.. best!.Select(static centre => ValueList.Create<double>(centre))]);
    }

    /// <summary>The centres of k-means++: each a point, drawn by its squared distance from those before.</summary>
    internal static double[][] Spread(PointSet points, int clusters, ref Xorshift chance)
    {
        var centres = new double[clusters][];
        centres[0] = points[chance.Below(points.Count)].ToArray();
        double[] nearest = new double[points.Count];
        nearest.AsSpan().Fill(double.PositiveInfinity);
        for (int made = 1; made < clusters; made++)
        {
            double sum = 0;
            for (int point = 0; point < nearest.Length; point++)
            {
                nearest[point] = Math.Min(nearest[point], Lloyd.Squared(points[point], centres[made - 1]));
                sum += nearest[point];
            }

            double drawn = chance.Unit() * sum;
            int chosen = 0;
            for (double passed = nearest[0]; chosen < nearest.Length - 1 && passed <= drawn; passed += nearest[chosen])
            {
                chosen++;
            }

            centres[made] = points[chosen].ToArray();
        }

        return centres;
    }
}
