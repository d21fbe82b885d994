namespace Crm.Sdk.Clustering;

/// <summary>How much nearer points are to their own cluster than to the next one (Rousseeuw 1987), within a sample.</summary>
internal static class Silhouette
{
    /// <returns>The mean over the sample, −1 to 1; a point alone in its cluster counts 0. Null where the sample has fewer than two clusters.</returns>
    public static double? Of(PointSet points, int[] cluster, int clusters, int[] sample)
    {
        int[] sizes = new int[clusters];
        foreach (int point in sample)
        {
            sizes[cluster[point]]++;
        }

        if (sizes.Count(static size => size > 0) < 2)
        {
            return null;
        }

        double sum = 0;
        double[] distances = new double[clusters];
        foreach (int point in sample)
        {
            int own = cluster[point];
            if (sizes[own] == 1)
            {
                continue;
            }

            distances.AsSpan().Clear();
            foreach (int other in sample)
            {
                distances[cluster[other]] += Math.Sqrt(Lloyd.Squared(points[point], points[other]));
            }

            double within = distances[own] / (sizes[own] - 1), next = double.PositiveInfinity;
            for (int at = 0; at < clusters; at++)
            {
                next = at != own && sizes[at] > 0 ? Math.Min(next, distances[at] / sizes[at]) : next;
            }

            sum += Math.Max(within, next) is var greater and > 0 ? (next - within) / greater : 0;
        }

        return sum / sample.Length;
    }
}
