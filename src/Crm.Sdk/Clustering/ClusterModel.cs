namespace Crm.Sdk.Clustering;

/// <summary>A clustering as it can be kept: scales and centres, with which anybody is put into the same cluster again.</summary>
/// <remarks>Immutable and thread-safe. Coordinates are in the order of <see cref="Facts"/>, centres in scaled units.</remarks>
public sealed record ClusterModel
{
    /// <summary>The clusterer's id.</summary>
    public required string Clusterer { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The keys of the facts that are the dimensions.</summary>
    public required ValueList<string> Facts { get; init; }

    /// <summary>The code of the currency in whose minor units amounts are.</summary>
    public required string Currency { get; init; }

    /// <summary>What stands for 0 of each fact: its median.</summary>
    public required ValueList<double> Middles { get; init; }

    /// <summary>What stands for 1 of each fact: its interquartile range, or its standard deviation where that is 0; 1 for a fact that is the same for all.</summary>
    public required ValueList<double> Scales { get; init; }

    /// <summary>The centres: that of the most points first, then by coordinates.</summary>
    public required ValueList<ValueList<double>> Centres { get; init; }

    /// <summary>How many points each cluster has.</summary>
    public required ValueList<int> Sizes { get; init; }

    /// <summary>The sum of squared distances of points from their centres, in scaled units.</summary>
    public required double Inertia { get; init; }

    /// <summary>The mean silhouette of a sample, −1 to 1 (Rousseeuw 1987); null with fewer than two clusters that have points.</summary>
    public double? Silhouette { get; init; }

    /// <summary>How many points the silhouette is of.</summary>
    public int SilhouetteSample { get; init; }

    /// <summary>The cluster of some values, by the nearest centre, from 0; null where a value is undefined (NaN).</summary>
    /// <param name="values">The values in the order of the facts, unscaled.</param>
    public int? ClusterOf(ReadOnlySpan<double> values)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int centre = 0; centre < Centres.Count; centre++)
        {
            double squared = SquaredDistance(centre, values);
            if (double.IsNaN(squared))
            {
                return null;
            }

            if (squared < least)
            {
                (nearest, least) = (centre, squared);
            }
        }

        return nearest;
    }

    /// <summary>A centre's coordinate in the fact's own unit.</summary>
    /// <param name="cluster">The cluster, from 0.</param>
    /// <param name="fact">The fact's place among <see cref="Facts"/>.</param>
    public double CentreOf(int cluster, int fact) => (Centres[cluster][fact] * Scales[fact]) + Middles[fact];

    /// <summary>How far values are from a centre, squared, in scaled units; NaN where one is undefined.</summary>
    internal double SquaredDistance(int centre, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double difference = ((values[i] - Middles[i]) / Scales[i]) - Centres[centre][i];
            sum += difference * difference;
        }

        return sum;
    }
}
