using Crm.Sdk.Clustering;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Clusterers;

/// <summary>The kit's own proof for clusterers: each law is broken by a clusterer that is wrong in just what the law is about, and a sound one keeps them all.</summary>
public sealed class PlantedClustererFaultTests
{
    private static readonly Dictionary<string, (string Law, Func<IClusterer> Make)> Faults = new(StringComparer.Ordinal)
    {
        ["names itself anew"] = ("the-id-stays", static () => new FirstPoints { Name = Guid.CreateVersion7().ToString() }),
        ["finds one centre too few"] = ("centres-are-as-asked", static () => new FirstPoints { Find = static (points, clusters) => Take(points, clusters - 1) }),
        ["finds centres that are nowhere"] = ("centres-are-as-asked", static () => new FirstPoints { Find = static (points, clusters) => [.. Enumerable.Repeat(ValueList.Create<double>([.. Enumerable.Repeat(double.NaN, points.Dimensions)]), clusters)] }),
        ["needs points that differ"] = ("equal-points-are-no-trouble", static () => new FirstPoints { Find = static (points, clusters) => points[0].SequenceEqual(points[points.Count - 1]) ? [] : Take(points, clusters) }),
        ["searches by chance"] = ("the-same-seed-finds-the-same", static () => new FirstPoints { Find = static (points, clusters) => [.. Take(points, clusters).Select(static centre => ValueList.Create<double>([.. centre.Select(static at => at + Random.Shared.NextDouble())]))] }),
        ["fails when it is stopped"] = ("a-call-that-was-stopped-ends", static () => new FirstPoints { Stopped = static () => throw new InvalidOperationException("stopped") }),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> Laws => [.. ClustererLaws.All.Select(static law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await RunAsync(Faults[fault].Law, Faults[fault].Make)).Outcome);

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task A_sound_clusterer_keeps_every_law(string law) => Assert.Equal(LawOutcome.Held, (await RunAsync(law, static () => new FirstPoints())).Outcome);

    [Fact]
    public void Every_law_has_a_fault_that_breaks_it() => Assert.Equal(ClustererLaws.All.Select(static law => law.Name).Order(), Faults.Values.Select(static fault => fault.Law).Distinct().Order());

    private static Task<LawResult> RunAsync(string law, Func<IClusterer> make) => ClustererLaws.Named(law).RunAsync(new Fixture(make), 7, 100, default);

    private static IReadOnlyList<ValueList<double>> Take(PointSet points, int clusters) => [.. Enumerable.Range(0, clusters).Select(at => ValueList.Create(points[at]))];

    private sealed class Fixture(Func<IClusterer> make) : IClustererFixture
    {
        public IClusterer Create() => make();
    }

    /// <summary>Takes the first points for centres. Each fault overrides one thing.</summary>
    private sealed class FirstPoints : IClusterer
    {
        public string Name { get; init; } = "test.first";

        public Func<PointSet, int, IReadOnlyList<ValueList<double>>> Find { get; init; } = Take;

        public Action? Stopped { get; init; }

        public string Id => Name;

        public ValueTask<IReadOnlyList<ValueList<double>>> FindCentresAsync(PointSet points, int clusters, ulong seed, CancellationToken cancellationToken)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Stopped?.Invoke();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(Find(points, clusters));
        }
    }
}
