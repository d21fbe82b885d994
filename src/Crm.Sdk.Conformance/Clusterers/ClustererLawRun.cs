using System.Globalization;
using Crm.Sdk.Clustering;

namespace Crm.Sdk.Conformance.Clusterers;

/// <summary>One run of a clusterer law: random points in some groups, many of them equal.</summary>
internal sealed class ClustererLawRun
{
    private readonly ulong _seed;

    public ClustererLawRun(IClustererFixture fixture, ulong seed, int size, CancellationToken cancellationToken)
    {
        (Fixture, Clusterer, Token, _seed) = (fixture, fixture.Create(), cancellationToken, seed);
        var random = new Random(unchecked((int)seed));
        int dimensions = 1 + random.Next(4), count = Math.Max(8, size / 4), groups = 1 + random.Next(5);
        double[] coordinates = new double[count * dimensions];
        for (int point = 0; point < count; point++)
        {
            int group = random.Next(groups);
            for (int at = 0; at < dimensions; at++)
            {
                coordinates[(point * dimensions) + at] = (group * 10) + (random.Next(9) / 4.0);
            }
        }

        Points = new PointSet(coordinates, dimensions);
        Numbers = [1, 2, 2 + random.Next(5), count];
    }

    public IClustererFixture Fixture { get; }

    public IClusterer Clusterer { get; }

    public CancellationToken Token { get; }

    public PointSet Points { get; }

    /// <summary>How many clusters are asked for.</summary>
    public IReadOnlyList<int> Numbers { get; }

    public async Task<IReadOnlyList<ValueList<double>>> FindAsync(IClusterer clusterer, PointSet points, int clusters) =>
        await clusterer.FindCentresAsync(points, clusters, _seed, Token).ConfigureAwait(false);

    public static void ExpectCentres(IReadOnlyList<ValueList<double>> found, PointSet points, int clusters)
    {
        Statement.Expect(found.Count == clusters, $"{clusters} centres were asked for, {found.Count} came.");
        Statement.Expect(found.All(centre => centre.Count == points.Dimensions), $"A centre has not {points.Dimensions} coordinates, as a point has.");
        Statement.Expect(found.All(static centre => centre.Items.All(double.IsFinite)), "A coordinate of a centre is not finite.");
    }

    public static string Text(IReadOnlyList<ValueList<double>> centres) =>
        string.Join('\n', centres.Select(static centre => string.Join(' ', centre.Items.Select(static at => at.ToString("R", CultureInfo.InvariantCulture)))));
}
