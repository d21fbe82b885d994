using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Clustering;

/// <summary>Finds groups of a tenant's customers by their facts, with the clusterer of a plugin, and keeps them as a dimension in which runs give labels (CL-8).</summary>
/// <remarks>A thread-safe singleton. Memory grows as columns of orders do, and by 8 bytes a customer and fact.</remarks>
public sealed class CustomerClusters
{
    /// <summary>How long a clusterer may search.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromHours(1);

    /// <summary>The greatest number of groups that is tried where none is given.</summary>
    public const int MostTried = 8;

    private readonly ICrm _crm;
    private readonly IExtensions _extensions;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly CustomerFactTables _facts;
    private readonly ClusterRules _rules;

    /// <summary>Makes the service.</summary>
    public CustomerClusters(ICrm crm, ICrmStore store, IExtensions extensions, ClassifierSettings settings, IClock clock, TimeProvider time, IExchangeRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        (_crm, _extensions, _clock, _time) = (crm, extensions, clock, time);
        _facts = new CustomerFactTables(store, extensions, settings, time, rates);
        _rules = new ClusterRules(store, crm.Model);
    }

    /// <summary>Finds groups.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant of the facts.</param>
    /// <param name="facts">The facts, each a number, an amount or a count.</param>
    /// <param name="clusters">How many groups; null for the number from 2 to <see cref="MostTried"/> with the best silhouette.</param>
    /// <param name="clusterer">The clusterer's id, such as <c>crm.k-means</c>.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="CrmException">CRM6160: there is no such clusterer, a fact is not to be had or no number, or the customers cannot be divided so. CRM6161: the clusterer failed.</exception>
    public async Task<FoundClusters> FindAsync(CrmScope scope, AsOf asOf, IReadOnlyList<Fact> facts, int? clusters, string clusterer, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(facts);
        Extension<IClusterer>[] all = [.. _extensions.All<IClusterer>()];
        Extension<IClusterer> chosen = Array.Find(all, extension => extension.Instance.Id == clusterer)
            ?? throw new CrmException(ClusteringErrorCodes.BadInput, $"There is no clusterer '{clusterer}'; there are {string.Join(", ", all.Select(static extension => extension.Instance.Id))}.");
        if (facts.FirstOrDefault(static fact => !FactNumbers.IsNumber(fact)) is { } other)
        {
            throw NoNumber(other); // before all orders are read
        }

        (OrderColumns columns, FactTable table) = await _facts.ReadAsync(scope, asOf, facts, cancellationToken).ConfigureAwait(false);
        var finder = new ClusterFinder(new GuardedClusterer(chosen, Deadline, _time));
        ClusterModel model = clusters is { } number
            ? await finder.FindAsync(table, number, seed, cancellationToken).ConfigureAwait(false)
            : await finder.FindBestAsync(table, MostTried, seed, cancellationToken).ConfigureAwait(false);
        FactColumn[] inOrder = [.. model.Facts.Select(key => table.Columns.First(column => column.Fact.Key == key))];
        double[] values = new double[inOrder.Length];
        var groups = new (CustomerId, int?)[table.Count];
        for (int row = 0; row < groups.Length; row++)
        {
            for (int at = 0; at < values.Length; at++)
            {
                values[at] = FactNumbers.At(inOrder[at], row);
            }

            groups[row] = (columns.CustomerAt(row), model.ClusterOf(values));
        }

        return new FoundClusters(asOf, model, groups);
    }

    /// <summary>Keeps groups as the next version of a dimension. Runs give their labels from then on, with history and events like those of any rule; a customer without one of the facts gets none.</summary>
    /// <param name="scope">The tenant, and who keeps them.</param>
    /// <param name="dimension">The dimension: 1 to 64 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>; not that of a plugin's rule.</param>
    /// <param name="found">The groups.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM1001: the dimension has another form. CRM2033: somebody else kept that version just now. CRM6160: a rule decides the dimension, or a fact cannot be had again by its key.</exception>
    public async Task<StoredClusters> KeepAsync(CrmScope scope, string dimension, FoundClusters found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(found);
        dimension = IdentityText.Require(dimension, 64, "dimension");
        if (_extensions.All<IRule>().FirstOrDefault(rule => rule.Instance.Descriptor.Dimension == dimension) is { } rule)
        {
            throw new CrmException(ClusteringErrorCodes.BadInput, $"The rule '{rule.Instance.Descriptor.Id}' decides the dimension '{dimension}', and a customer has one label in each; give the clusters another name.");
        }

        if (found.Model.Facts.FirstOrDefault(key => ClusterRules.FindFact(_extensions, key) is null) is { } lost)
        {
            throw new CrmException(ClusteringErrorCodes.BadInput, $"The fact '{lost}' cannot be had again by its key, so clusters by it cannot be kept; use a built-in fact, or one that a plugin's source provides.");
        }

        long last = (await _rules.LatestAsync(scope.Tenant, dimension, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(dimension)?.Version ?? 0;
        var kept = new StoredClusters
        {
            Id = RecordId.New(),
            Dimension = dimension,
            Version = last + 1,
            AsOf = found.AsOf.Instant,
            Zone = found.AsOf.Zone.Id,
            KeptAt = _clock.GetCurrentInstant().FloorToMicrosecond(),
            Model = found.Model,
        };
        await using ICrmSession session = _crm.OpenSession(scope);
        session.Add(kept);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return kept;
    }

    /// <summary>The latest clusters that are kept for a dimension; null where there are none.</summary>
    public async Task<StoredClusters?> FindKeptAsync(CrmScope scope, string dimension, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(dimension);
        return (await _rules.LatestAsync(scope.Tenant, dimension, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(dimension);
    }

    private static CrmException NoNumber(Fact fact) => new(
        ClusteringErrorCodes.BadInput, $"The fact '{fact.Key}' is a {fact.ValueType}, and groups are found by numbers; give counts, amounts and numbers such as {string.Join(", ", NamedFacts.Numbers)}.");
}
