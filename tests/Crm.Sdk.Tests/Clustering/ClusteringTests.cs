using Crm.Sdk.Classification;
using Crm.Sdk.Clustering;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Clustering;

/// <summary>CL-8: groups by k-means, and what sets a segment apart.</summary>
public sealed class ClusteringTests
{
    private static readonly Gen<(double[] Points, int Clusters)> Points =
        from count in Gen.Choose(2, 40)
        from coordinates in Gen.Choose(-20, 20).ArrayOf(count * 2)
        from clusters in Gen.Choose(1, Math.Min(6, count))
        select (coordinates.Select(static at => at / 2.0).ToArray(), clusters);

    private static readonly Fact<int> Orders = Facts.DaysSinceLastOrder;

    [Fact]
    public void CL_8_The_inertia_never_rises_by_a_step_of_Lloyd_even_where_clusters_are_empty() => Law.Holds(
        Points,
        static input =>
        {
            var points = new PointSet(input.Points, 2);
            double[][] centres = [.. Enumerable.Range(0, input.Clusters).Select(at => points[at % 2].ToArray())]; // most of them lie on each other
            int[] cluster = new int[points.Count];
            double before = double.PositiveInfinity;
            for (int step = 0; step < 10; step++)
            {
                double now = Lloyd.Step(points, centres, cluster).Inertia;
                if (now > before + 1e-9)
                {
                    return false;
                }

                before = now;
            }

            return true;
        },
        tests: 300);

    [Fact]
    public Task CL_8_The_same_seed_finds_the_same_clusters() => Law.HoldsAsync(
        Points,
        static async input =>
        {
            var points = new PointSet(input.Points, 2);
            return (await new KMeans().FindCentresAsync(points, input.Clusters, 7, default)).SequenceEqual(await new KMeans().FindCentresAsync(points, input.Clusters, 7, default));
        });

    [Fact]
    public async Task CL_8_Three_groups_are_found_suggested_and_found_again_by_the_kept_centres()
    {
        FactTable table = Table([.. Enumerable.Range(0, 90).Select(static row => ((row % 3) * 100) + (row / 3 % 5))]);
        var finder = new ClusterFinder(new KMeans());

        ClusterModel model = await finder.FindAsync(table, 3, seed: 1, default);
        (int suggested, IReadOnlyList<ClusterTrial> trials) = await finder.SweepAsync(table, 2, 6, seed: 1, default);

        Assert.Equal([30, 30, 30], model.Sizes);
        Assert.True(model.Silhouette > 0.95);
        Assert.Equal((3, 5), (suggested, trials.Count));
        Assert.Equal(3, new[] { 2, 102, 202 }.Select(value => model.ClusterOf([value])).Distinct().Count());
        Assert.Equal(model.ClusterOf([0]), model.ClusterOf([4]));
        Assert.Null(model.ClusterOf([double.NaN]));
    }

    [Fact]
    public async Task CL_8_No_more_clusters_are_tried_than_customers_have_all_facts_and_the_best_is_not_searched_again()
    {
        FactTable table = Table([1, 2, 100, .. Enumerable.Repeat(FactColumn.UndefinedInt32, 10)]);
        var counting = new CountingClusterer();
        var finder = new ClusterFinder(counting);

        ClusterModel best = await finder.FindBestAsync(table, 8, seed: 1, default);
        ClusterModel single = await finder.FindBestAsync(Table([5, FactColumn.UndefinedInt32]), 8, seed: 1, default);

        Assert.Equal([2, 3, 1], counting.Asked);
        Assert.Equal((2, 1), (best.Centres.Count, single.Centres.Count));
        Assert.Equal(best, await finder.FindAsync(table, 2, seed: 1, default));
    }

    [Fact]
    public async Task CL_8_More_clusters_than_customers_with_facts_are_refused()
    {
        CrmException refusal = await Assert.ThrowsAsync<CrmException>(() => new ClusterFinder(new KMeans()).FindAsync(Table([1, 2]), 3, 1, default));

        Assert.Equal(ClusteringErrorCodes.BadInput, refusal.Code);
    }

    [Fact]
    public async Task CL_8_A_segment_is_profiled_by_what_sets_it_apart_and_by_how_much()
    {
        var builder = new OrderColumnsBuilder(Currency.Usd);
        CustomerId[] customers = [.. Enumerable.Range(1, 8).Select(static number => new CustomerId(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])))];
        builder.AddCustomers([.. customers.Select(static customer => new CustomerEntry(customer))]);
        OrderColumns columns = builder.Build();
        int[] orders = new int[8], regions = new int[8];
        foreach (CustomerId customer in customers)
        {
            Assert.True(columns.TryFind(customer, out int row));
            bool member = Array.IndexOf(customers, customer) < 4;
            orders[row] = member ? 10 : 1;
            regions[row] = FactColumn.NumberOf(Category.Of(member || customer == customers[7] ? "north" : "south"));
        }

        SegmentProfile profile = await SegmentProfiler.ProfileAsync(
            columns,
            new FactTable(8, Currency.Usd, FactColumn.Of(Orders, orders), FactColumn.Of(Facts.Region, regions)),
            customers[..4].Append(customers[0]).Append(CustomerId.New()).ToAsyncEnumerable(),
            default);

        Assert.Equal((4, 8, 1), (profile.Members, profile.Base, profile.Unknown));
        Assert.Equal(("daysSinceLastOrder", 1.0, 10.0, 1.0), (profile.Traits[0].Fact, profile.Traits[0].Delta, profile.Traits[0].InSegment, profile.Traits[0].Elsewhere));
        SegmentTrait north = profile.Traits.Single(static trait => trait.Category == "north");
        Assert.Equal((0.75, 1.6), (north.Delta, north.Lift!.Value));
    }

    private sealed class CountingClusterer : IClusterer
    {
        private readonly KMeans _means = new();

        public List<int> Asked { get; } = [];

        public string Id => _means.Id;

        public ValueTask<IReadOnlyList<ValueList<double>>> FindCentresAsync(PointSet points, int clusters, ulong seed, CancellationToken cancellationToken)
        {
            Asked.Add(clusters);
            return _means.FindCentresAsync(points, clusters, seed, cancellationToken);
        }
    }

    private static FactTable Table(int[] orders) => new(orders.Length, Currency.Usd, FactColumn.Of(Orders, orders));
}
