using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Clustering;

/// <summary>The rules of a tenant's kept clusters.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ClusterRules(ICrmStore store, ModelCatalogue model)
{
    private readonly QueryRunner _queries = new(store, model);

    /// <summary>The rule of the latest clusters of each dimension, by dimension. Clusters by a fact that there is no more, of a plugin that is gone, have none: their labels stay as they are.</summary>
    public async Task<IReadOnlyList<RuleRegistration>> ReadAsync(TenantId tenant, IExtensions extensions, Currency currency, CancellationToken cancellationToken)
    {
        var rules = new List<RuleRegistration>();
        foreach (StoredClusters clusters in (await LatestAsync(tenant, null, cancellationToken).ConfigureAwait(false)).Values)
        {
            Fact[] facts = [.. clusters.Model.Facts.Select(key => FindFact(extensions, key)).OfType<Fact>()];
            if (facts.Length == clusters.Model.Facts.Count)
            {
                rules.Add(new RuleRegistration(new ClusterRule(clusters, facts, currency), guard: null, $"{clusters.Id} {currency}"));
            }
        }

        return rules;
    }

    /// <summary>The latest clusters of one dimension or of all, by dimension.</summary>
    public async Task<SortedDictionary<string, StoredClusters>> LatestAsync(TenantId tenant, string? dimension, CancellationToken cancellationToken)
    {
        var latest = new SortedDictionary<string, StoredClusters>(StringComparer.Ordinal);
        var query = new StoreQuery(tenant, ClusteringModel.Kind.Kind) { Where = dimension is null ? Condition.Everything : Condition.Equal(ClusteringModel.Dimension, FieldValue.Of(dimension)) };
        await foreach (StoredClusters clusters in _queries.AllAsync<StoredClusters>(query, cancellationToken).ConfigureAwait(false))
        {
            if (!latest.TryGetValue(clusters.Dimension, out StoredClusters? other) || other.Version < clusters.Version)
            {
                latest[clusters.Dimension] = clusters;
            }
        }

        return latest;
    }

    /// <summary>The numeric fact of a key: a built-in one, or one that a plugin provides.</summary>
    public static Fact? FindFact(IExtensions extensions, string key) =>
        (NamedFacts.FindKey(key) ?? FactSourceRegistration.Of(extensions).SelectMany(static source => source.Source.Provides).FirstOrDefault(fact => fact.Key == key)) is { } found && FactNumbers.IsNumber(found) ? found : null;
}
