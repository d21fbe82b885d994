namespace Crm.Sdk.Clustering;

/// <summary>The step of k-means: every point to its nearest centre, every centre to the mean of its points. The inertia never rises by it.</summary>
internal static class Lloyd
{
    /// <param name="points">The points.</param>
    /// <param name="centres">The centres, moved in place.</param>
    /// <param name="cluster">By point its cluster, set in place.</param>
    /// <returns>The sum of squared distances after the step, and whether a point changed its cluster.</returns>
    public static (double Inertia, bool Moved) Step(PointSet points, double[][] centres, int[] cluster)
    {
        bool moved = false;
        int[] sizes = new int[centres.Length];
        for (int point = 0; point < cluster.Length; point++)
        {
            int nearest = Nearest(points[point], centres, out _);
            moved |= nearest != cluster[point];
            cluster[point] = nearest;
            sizes[nearest]++;
        }

        for (int empty = 0; empty < centres.Length; empty++)
        {
            if (sizes[empty] == 0 && Farthest(points, centres, cluster, sizes) is var far and >= 0)
            {
                sizes[cluster[far]]--;
                (cluster[far], sizes[empty], moved) = (empty, 1, true);
                points[far].CopyTo(centres[empty]);
            }
        }

        Recentre(points, centres, cluster, sizes);
        double inertia = 0;
        for (int point = 0; point < cluster.Length; point++)
        {
            inertia += Squared(points[point], centres[cluster[point]]);
        }

        return (inertia, moved);
    }

    /// <summary>The nearest centre; of two equally near the first.</summary>
    public static int Nearest(ReadOnlySpan<double> point, IReadOnlyList<double[]> centres, out double squared)
    {
        int nearest = 0;
        squared = double.PositiveInfinity;
        for (int centre = 0; centre < centres.Count; centre++)
        {
            double distance = Squared(point, centres[centre]);
            if (distance < squared)
            {
                (nearest, squared) = (centre, distance);
            }
        }

        return nearest;
    }

    public static double Squared(ReadOnlySpan<double> point, ReadOnlySpan<double> other)
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++)
        {
            double difference = point[i] - other[i];
            sum += difference * difference;
        }

        return sum;
    }

    private static int Farthest(PointSet points, double[][] centres, int[] cluster, int[] sizes)
    {
        int far = -1;
        double most = 0; // a point on its centre cannot make another cluster
        for (int point = 0; point < cluster.Length; point++)
        {
            double distance = sizes[cluster[point]] > 1 ? Squared(points[point], centres[cluster[point]]) : 0;
            if (distance > most)
            {
                (far, most) = (point, distance);
            }
        }

        return far;
    }

    private static void Recentre(PointSet points, double[][] centres, int[] cluster, int[] sizes)
    {
        for (int centre = 0; centre < centres.Length; centre++)
        {
            if (sizes[centre] > 0)
            {
                centres[centre].AsSpan().Clear();
            }
        }

        for (int point = 0; point < cluster.Length; point++)
        {
            double[] centre = centres[cluster[point]];
            ReadOnlySpan<double> at = points[point];
            for (int i = 0; i < centre.Length; i++)
            {
                centre[i] += at[i] / sizes[cluster[point]];
            }
        }
    }
}
