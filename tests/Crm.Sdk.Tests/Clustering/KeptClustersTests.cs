using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Clustering;
using Crm.Sdk.Labels;
using Crm.Sdk.Tests.Classification.Runs;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Clustering;

/// <summary>CL-8: clusters that are kept are a dimension like any other: labels with history, the same again, explained.</summary>
public sealed class KeptClustersTests
{
    private const string Dimension = "shopping-style";

    private static readonly Fact[] Spend = [Facts.NetSpend(Trailing.Months(12))];

    [Fact]
    public async Task CL_8_kept_clusters_give_labels_with_history_and_the_same_again()
    {
        ClassifierFixture crm = await StartAsync();
        CustomerClusters clusters = Clusters(crm);
        FoundClusters found = await FindAsync(clusters, 2);

        StoredClusters kept = await clusters.KeepAsync(SessionFixture.Ada, Dimension, found, default);
        ClassificationReport first = await crm.RunAsync();
        ClassificationReport again = await crm.RunAsync();

        Assert.Equal((1L, found.Model), (kept.Version, (await clusters.FindKeptAsync(SessionFixture.Ada, Dimension, default))!.Model));
        Assert.Contains("crm.cluster.shopping-style v1", first.Run.Rules);
        Assert.Equal(0, again.Run.Changed);
        Dictionary<CustomerId, LabelAssignment> labels = await LabelsAsync(crm);
        Assert.All(found.Customers.Where(static one => one.Cluster is not null), one => Assert.Equal(StoredClusters.LabelOf(one.Cluster!.Value), labels[one.Customer].Label));
        Assert.All(found.Customers.Where(static one => one.Cluster is null), one => Assert.Equal((null, "crm.cluster.undefined"), (labels[one.Customer].Label, labels[one.Customer].NoneCode)));
        Assert.Equal([1, 3, 6], labels.Values.GroupBy(static label => label.Label).Select(static group => group.Count()).Order());
    }

    [Fact]
    public async Task CL_8_centres_stay_where_they_were_and_the_customer_moves()
    {
        ClassifierFixture crm = await StartAsync();
        CustomerClusters clusters = Clusters(crm);
        FoundClusters found = await FindAsync(clusters, 2);
        await clusters.KeepAsync(SessionFixture.Ada, Dimension, found, default);
        await crm.RunAsync();
        CustomerId small = found.Customers.First(static one => one.Cluster == 0).Customer;
        await crm.OrderAsync(small, 990m);

        ClassificationReport next = await crm.RunAsync();

        Assert.True(next.Incremental);
        Assert.Equal("cluster-1", (await LabelsAsync(crm))[small].Label);
        Assert.Equal(["cluster-0", "cluster-1"], (await crm.Core.AllAsync<LabelAssignment>()).Where(label => label.Customer == small && label.Dimension == Dimension).OrderBy(static label => label.FromRun).Select(static label => label.Label!));
    }

    [Fact]
    public async Task CL_8_a_later_version_takes_the_place_of_an_earlier_one()
    {
        ClassifierFixture crm = await StartAsync();
        CustomerClusters clusters = Clusters(crm);
        await clusters.KeepAsync(SessionFixture.Ada, Dimension, await FindAsync(clusters, 2), default);
        await crm.RunAsync();

        StoredClusters second = await clusters.KeepAsync(SessionFixture.Ada, Dimension, await FindAsync(clusters, 1), default);
        ClassificationReport next = await crm.RunAsync();

        Assert.Equal(2, second.Version);
        Assert.Contains("crm.cluster.shopping-style v2", next.Run.Rules);
        Assert.Equal(["cluster-0"], (await LabelsAsync(crm)).Values.Select(static label => label.Label).OfType<string>().Distinct());
    }

    [Fact]
    public async Task CL_8_a_label_is_explained_by_the_facts_and_the_centre_in_both_languages()
    {
        ClassifierFixture crm = await StartAsync();
        CustomerClusters clusters = Clusters(crm);
        FoundClusters found = await FindAsync(clusters, 2);
        await clusters.KeepAsync(SessionFixture.Ada, Dimension, found, default);
        await crm.RunAsync();
        CustomerId large = found.Customers.First(static one => one.Cluster == 1).Customer, none = found.Customers.First(static one => one.Cluster is null).Customer;

        RuleExplanation why = await ExplainAsync(crm, large), whyNot = await ExplainAsync(crm, none);

        Assert.Equal("cluster-1", why.Verdict.Label);
        Assert.Equal("crm.cluster.undefined", whyNot.Verdict.NoneCode);
        var texts = new CrmTexts(new FixedExtensions([]));
        Assert.Equal("netSpend:P12M is 1,000.00 USD; in the middle of the group it is 1,000.00 USD.", texts.Of(why.Reasons[1], CultureInfo.GetCultureInfo("en")));
        Assert.Equal("netSpend:P12M 未知。", texts.Of(Assert.Single(whyNot.Reasons), CultureInfo.GetCultureInfo("zh-CN")));
    }

    [Fact]
    public async Task CL_8_the_dimension_of_a_rule_a_fact_that_is_no_number_and_an_unknown_clusterer_are_refused()
    {
        ClassifierFixture crm = await StartAsync();
        CustomerClusters clusters = Clusters(crm);
        FoundClusters found = await FindAsync(clusters, 2);

        CrmException taken = await Assert.ThrowsAsync<CrmException>(() => clusters.KeepAsync(SessionFixture.Ada, "size", found, default));
        CrmException category = await Assert.ThrowsAsync<CrmException>(() => clusters.FindAsync(SessionFixture.Ada, ClassifierFixture.Summer, [Facts.Region], 2, "crm.k-means", 1, default));
        CrmException lost = await Assert.ThrowsAsync<CrmException>(() => clusters.KeepAsync(SessionFixture.Ada, Dimension, found with { Model = found.Model with { Facts = ["acme.gone"] } }, default));

        Assert.All([taken, category, lost], static refusal => Assert.Equal(ClusteringErrorCodes.BadInput, refusal.Code));
        Assert.Contains("'region' is a Category", category.Message, StringComparison.Ordinal);
        Assert.Contains("'acme.gone'", lost.Message, StringComparison.Ordinal);
    }

    private static async Task<RuleExplanation> ExplainAsync(ClassifierFixture crm, CustomerId customer) =>
        (await crm.Classifier.ExplainAsync(SessionFixture.Ada, customer, ClassifierFixture.Summer, default)).Single(static rule => rule.Descriptor.Dimension == Dimension);

    private static Task<FoundClusters> FindAsync(CustomerClusters clusters, int number) =>
        clusters.FindAsync(SessionFixture.Ada, ClassifierFixture.Summer, Spend, number, "crm.k-means", 1, default);

    private static CustomerClusters Clusters(ClassifierFixture crm) => new(
        crm.Core.Crm, crm.Core.Store, new FixedExtensions(new SpendRule(), new KMeans()), new ClassifierSettings { ReportingCurrency = "USD" }, crm.Core.Clock, TimeProvider.System);

    private static async Task<Dictionary<CustomerId, LabelAssignment>> LabelsAsync(ClassifierFixture crm) =>
        await crm.Labels.OfDimensionAsync(SessionFixture.Ada, Dimension, default).ToDictionaryAsync(static label => label.Customer);

    /// <summary>Six customers who spent 10, three who spent 1,000, and one whose spend is unknown for want of a rate.</summary>
    private static async Task<ClassifierFixture> StartAsync()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        for (int i = 0; i < 9; i++)
        {
            await crm.OrderAsync(await crm.CustomerAsync($"c{i}"), i < 6 ? 10m : 1_000m);
        }

        await crm.OrderAsync(await crm.CustomerAsync("unknown"), 10m, "EUR");
        return crm;
    }
}
