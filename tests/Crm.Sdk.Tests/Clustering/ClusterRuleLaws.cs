using Crm.Sdk.Classification;
using Crm.Sdk.Clustering;
using Crm.Sdk.Tests.Classification;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Clustering;

/// <summary>CL-8: the rule of kept clusters keeps the laws of every rule.</summary>
public sealed class ClusterRuleLaws
{
    private static RuleRegistration[] Rules
    {
        get
        {
            Fact[] facts = [Facts.DaysSinceLastOrder, Facts.NetSpend(Trailing.Months(3)), Facts.Orders(Trailing.Ever)];
            var clusters = new StoredClusters
            {
                Id = RecordId.New(),
                Dimension = "style",
                Version = 1,
                AsOf = Instant.FromUtc(2026, 1, 1, 0, 0),
                Zone = "UTC",
                KeptAt = Instant.FromUtc(2026, 1, 1, 0, 0),
                Model = new ClusterModel
                {
                    Clusterer = "crm.k-means",
                    Seed = 1,
                    Facts = [.. facts.Select(static fact => fact.Key)],
                    Currency = "USD",
                    Middles = [30, 1_000, 2],
                    Scales = [10, 500, 1],
                    Centres = [[0, 0, 0], [3, -1, -1], [-2, 4, 2]],
                    Sizes = [3, 2, 1],
                    Inertia = 1,
                },
            };
            return [new RuleRegistration(new ClusterRule(clusters, facts, Currency.Usd))];
        }
    }

    [Fact]
    public Task CL_4_labels_do_not_depend_on_the_order_the_batch_size_or_the_number_of_threads() => ClassificationLaws.IndependentOfOrderAsync(Rules, []);

    [Fact]
    public Task CL_5_incremental_runs_give_the_labels_of_full_ones() => ClassificationLaws.IncrementalEqualsFullAsync(Rules, []);

    [Fact]
    public Task CL_1_the_label_with_reasons_is_the_label_without() => ClassificationLaws.ExplainedEqualsClassifiedAsync(Rules, []);
}
