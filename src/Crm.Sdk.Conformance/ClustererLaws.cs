using Crm.Sdk.Clustering;
using Crm.Sdk.Conformance.Clusterers;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every clusterer keeps.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ClustererLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw<IClustererFixture>> All { get; } =
    [
        Of("the-id-stays", "The clusterer names itself by one id, every time and in every instance.", IdStaysAsync),
        Of("centres-are-as-asked", "There are as many centres as asked for, each with as many finite coordinates as a point, for any number up to that of the points.", AsAskedAsync),
        Of("equal-points-are-no-trouble", "Points that are all equal, and a single point, have centres too.", EqualPointsAsync),
        Of("the-same-seed-finds-the-same", "Asked again, in another instance, and by many threads at once, the same points, number and seed give the same centres.", SameSeedAsync),
        Of("a-call-that-was-stopped-ends", "A call whose token was cancelled before it ends with that, or with centres.", StoppedAsync),
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IClustererFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no clusterer law '{name}'.", nameof(name));

    private static ConformanceLaw<IClustererFixture> Of(string name, string shows, Func<ClustererLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) => Statement.JudgeAsync(
            name, "the clusterer", seed, size, _ => statement(new ClustererLawRun(fixture, seed, size, cancellationToken)), _ => cancellationToken.IsCancellationRequested));

    private static Task IdStaysAsync(ClustererLawRun run)
    {
        Statement.Expect(run.Clusterer.Id.Length > 0 && run.Clusterer.Id == run.Clusterer.Id, "The id is empty, or another one every time.");
        Statement.Expect(run.Clusterer.Id == run.Fixture.Create().Id, "Two clusterers of the same settings have different ids.");
        return Task.CompletedTask;
    }

    private static async Task AsAskedAsync(ClustererLawRun run)
    {
        foreach (int clusters in run.Numbers)
        {
            ClustererLawRun.ExpectCentres(await run.FindAsync(run.Clusterer, run.Points, clusters).ConfigureAwait(false), run.Points, clusters);
        }
    }

    private static async Task EqualPointsAsync(ClustererLawRun run)
    {
        var one = new PointSet([1, -2, 3], 3);
        ClustererLawRun.ExpectCentres(await run.FindAsync(run.Clusterer, one, 1).ConfigureAwait(false), one, 1);
        var equal = new PointSet([.. Enumerable.Repeat(0.5, 20)], 2);
        ClustererLawRun.ExpectCentres(await run.FindAsync(run.Clusterer, equal, 3).ConfigureAwait(false), equal, 3);
    }

    private static async Task SameSeedAsync(ClustererLawRun run)
    {
        foreach (int clusters in run.Numbers)
        {
            string first = ClustererLawRun.Text(await run.FindAsync(run.Clusterer, run.Points, clusters).ConfigureAwait(false));
            Statement.Expect(first == ClustererLawRun.Text(await run.FindAsync(run.Clusterer, run.Points, clusters).ConfigureAwait(false)), $"Asked again for {clusters} clusters, it found others.");
            Statement.Expect(first == ClustererLawRun.Text(await run.FindAsync(run.Fixture.Create(), run.Points, clusters).ConfigureAwait(false)), $"Another instance found other {clusters} clusters.");
            string[] together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
                async () => ClustererLawRun.Text(await run.FindAsync(run.Clusterer, run.Points, clusters).ConfigureAwait(false)), run.Token))).ConfigureAwait(false);
            Statement.Expect(Array.TrueForAll(together, found => found == first), $"Asked by many threads for {clusters} clusters, it found others.");
        }
    }

    private static async Task StoppedAsync(ClustererLawRun run)
    {
        try
        {
            IReadOnlyList<ValueList<double>> found = await run.Clusterer.FindCentresAsync(run.Points, 2, 1, new CancellationToken(canceled: true)).ConfigureAwait(false);
            ClustererLawRun.ExpectCentres(found, run.Points, 2);
        }
        catch (OperationCanceledException)
        {
            return; // as it should
        }
    }
}
