using Crm.Sdk.Classification;
using Crm.Sdk.Synthetic;

namespace Crm.Sdk.Clustering;

/// <summary>Discovers groups of customers by their facts (CL-8): scales the facts robustly, lets a clusterer find centres, and says how good they are.</summary>
/// <remarks>Rows where a fact is undefined are in no cluster. 8 bytes a customer and fact, and 8 a point beside the table. Thread-safe.</remarks>
/// <param name="clusterer">The clusterer, such as <see cref="KMeans"/>.</param>
public sealed class ClusterFinder(IClusterer clusterer)
{
    /// <summary>How many points, at most, the silhouette is computed of; drawn by the seed.</summary>
    public const int SilhouettePoints = 1_000;

    /// <summary>Finds a number of clusters.</summary>
    /// <param name="facts">The facts, one row a customer; each a number, an amount or a count.</param>
    /// <param name="clusters">How many, 1 to the number of rows whose facts are all defined.</param>
    /// <param name="seed">Where chance starts; kept with the model.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="CrmException">CRM6160: no fact, a fact that is no number, fewer complete rows than clusters, or centres that are none.</exception>
    public async Task<ClusterModel> FindAsync(FactTable facts, int clusters, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return await FindAsync(new ScaledFacts(facts), clusters, seed, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tries numbers of clusters.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="from">The least number, 2 or more.</param>
    /// <param name="to">The greatest.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>How each number divides the points, and the suggested one: that of the greatest silhouette, the smaller of two.</returns>
    public async Task<(int Suggested, IReadOnlyList<ClusterTrial> Trials)> SweepAsync(FactTable facts, int from, int to, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        IReadOnlyList<ClusterModel> models = await SweepAsync(new ScaledFacts(facts), from, to, seed, cancellationToken).ConfigureAwait(false);
        return (Best(models).Centres.Count, [.. models.Select(static model => new ClusterTrial(model.Centres.Count, model.Inertia, model.Silhouette))]);
    }

    /// <summary>Finds the number of clusters, 2 to the one given, that divides the customers best: that of the greatest silhouette, the smaller of two. One cluster where fewer than two rows are complete.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="most">The greatest number, 2 or more; no more are tried than there are rows whose facts are all defined.</param>
    /// <param name="seed">Where chance starts; kept with the model.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="CrmException">CRM6160: no fact, a fact that is no number, no complete row, or centres that are none.</exception>
    public async Task<ClusterModel> FindBestAsync(FactTable facts, int most, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        var scaled = new ScaledFacts(facts);
        return scaled.Points.Count < 2
            ? await FindAsync(scaled, 1, seed, cancellationToken).ConfigureAwait(false)
            : Best(await SweepAsync(scaled, 2, Math.Min(most, scaled.Points.Count), seed, cancellationToken).ConfigureAwait(false));
    }

    private static ClusterModel Best(IReadOnlyList<ClusterModel> models) => models.MaxBy(static model => model.Silhouette ?? double.NegativeInfinity)!;

    private async Task<IReadOnlyList<ClusterModel>> SweepAsync(ScaledFacts scaled, int from, int to, ulong seed, CancellationToken cancellationToken)
    {
        var models = new List<ClusterModel>();
        for (int clusters = from; clusters <= to; clusters++)
        {
            models.Add(await FindAsync(scaled, clusters, seed, cancellationToken).ConfigureAwait(false));
        }

        return models;
    }

    private async Task<ClusterModel> FindAsync(ScaledFacts scaled, int clusters, ulong seed, CancellationToken cancellationToken)
    {
        PointSet points = scaled.Points;
        if (clusters < 1 || clusters > points.Count)
        {
            throw new CrmException(ClusteringErrorCodes.BadInput, $"{clusters} clusters cannot be made of {points.Count} customers whose facts are all defined.");
        }

        IReadOnlyList<ValueList<double>> found = await clusterer.FindCentresAsync(points, clusters, seed, cancellationToken).ConfigureAwait(false);
        if (found.Count != clusters || !found.All(centre => centre.Count == points.Dimensions && centre.Items.All(double.IsFinite)))
        {
            throw new CrmException(ClusteringErrorCodes.BadInput, $"The clusterer '{clusterer.Id}' answered {found.Count} centres, or some that are no points; {clusters} of {points.Dimensions} finite coordinates were asked for.");
        }

        double[][] centres = [.. found.Select(static centre => centre.Items.ToArray())];
        (int[] cluster, int[] sizes, double inertia) = Assign(points, centres);
        int[] order = [.. Enumerable.Range(0, clusters).OrderByDescending(at => sizes[at]).ThenBy(at => centres[at], Comparer<double[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))];
        int sample = Math.Min(SilhouettePoints, points.Count);
        return new ClusterModel
        {
            Clusterer = clusterer.Id,
            Seed = seed,
            Facts = scaled.Facts,
            Currency = scaled.Currency,
            Middles = scaled.Middles,
            Scales = scaled.Scales,
            Centres = order.Select(at => ValueList.Create<double>(centres[at])).ToValueList(),
            Sizes = order.Select(at => sizes[at]).ToValueList(),
            Inertia = inertia,
            Silhouette = Silhouette.Of(points, cluster, clusters, Sample(points.Count, sample, seed)),
            SilhouetteSample = sample,
        };
    }

    private static (int[] Cluster, int[] Sizes, double Inertia) Assign(PointSet points, double[][] centres)
    {
        int[] cluster = new int[points.Count], sizes = new int[centres.Length];
        double inertia = 0;
        for (int point = 0; point < cluster.Length; point++)
        {
            cluster[point] = Lloyd.Nearest(points[point], centres, out double squared);
            sizes[cluster[point]]++;
            inertia += squared;
        }

        return (cluster, sizes, inertia);
    }

    /// <summary>The first places of a shuffle (Fisher, Yates), ascending.</summary>
    private static int[] Sample(int count, int take, ulong seed)
    {
        var chance = new Xorshift(Xorshift.Scramble(~seed));
        var moved = new Dictionary<int, int>();
        int[] sample = new int[take];
        for (int i = 0; i < take; i++)
        {
            int at = i + chance.Below(count - i);
            sample[i] = moved.GetValueOrDefault(at, at);
            moved[at] = moved.GetValueOrDefault(i, i);
        }

        Array.Sort(sample);
        return sample;
    }
}
