using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Clustering;

/// <summary>Finds groups of a tenant's customers by their facts, with the clusterer of a plugin (CL-8).</summary>
/// <remarks>A thread-safe singleton. Memory grows as columns of orders do, and by 8 bytes a customer and fact.</remarks>
public sealed class CustomerClusters
{
    /// <summary>How long a clusterer may search.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromHours(1);

    private readonly ICrmStore _store;
    private readonly IExtensions _extensions;
    private readonly ClassifierSettings _settings;
    private readonly TimeProvider _time;
    private readonly IExchangeRates? _rates;

    /// <summary>Makes the service.</summary>
    public CustomerClusters(ICrmStore store, IExtensions extensions, ClassifierSettings settings, TimeProvider time, IExchangeRates? rates = null) =>
        (_store, _extensions, _settings, _time, _rates) = (store, extensions, settings, time, rates);

    /// <summary>Finds groups.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant of the facts.</param>
    /// <param name="facts">The facts, each a number, an amount or a count.</param>
    /// <param name="clusters">How many groups; null for the number from 2 to 8 with the best silhouette.</param>
    /// <param name="clusterer">The clusterer's id, such as <c>crm.k-means</c>.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The model, and the group of each customer, from 0; null where one of the facts is undefined.</returns>
    /// <exception cref="CrmException">CRM6160: there is no such clusterer, a fact is not to be had, or the customers cannot be divided so. CRM6161: the clusterer failed.</exception>
    public async Task<(ClusterModel Model, IReadOnlyList<(CustomerId Customer, int? Cluster)> Customers)> FindAsync(
        CrmScope scope, AsOf asOf, IReadOnlyList<Fact> facts, int? clusters, string clusterer, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(facts);
        Extension<IClusterer>[] all = [.. _extensions.All<IClusterer>()];
        Extension<IClusterer> chosen = Array.Find(all, extension => extension.Instance.Id == clusterer)
            ?? throw new CrmException(ClusteringErrorCodes.BadInput, $"There is no clusterer '{clusterer}'; there are {string.Join(", ", all.Select(static extension => extension.Instance.Id))}.");
        (OrderColumns columns, FactTable table) = await FactsAsync(scope, asOf, facts, cancellationToken).ConfigureAwait(false);
        var finder = new ClusterFinder(new GuardedClusterer(chosen, Deadline, _time));
        int most = Math.Min(8, table.Count);
        int number = clusters ?? (most < 2 ? 1 : (await finder.SweepAsync(table, 2, most, seed, cancellationToken).ConfigureAwait(false)).Suggested);
        ClusterModel model = await finder.FindAsync(table, number, seed, cancellationToken).ConfigureAwait(false);
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

        return (model, groups);
    }

    private async Task<(OrderColumns Columns, FactTable Table)> FactsAsync(CrmScope scope, AsOf asOf, IReadOnlyList<Fact> facts, CancellationToken cancellationToken)
    {
        Currency currency = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        var rates = new RateTable(_rates, currency, asOf.Zone);
        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(new StoreOrderSource(_store, scope.Tenant, currency, rates), cancellationToken).ConfigureAwait(false);
        RecordFacts records = await RecordFacts.ReadAsync(_store, scope, asOf, rates, FactLoader.Closure(facts), null, null, cancellationToken).ConfigureAwait(false);
        var input = new ClassificationInput { Columns = columns, AsOf = asOf, Rules = [], Sources = [.. FactSourceRegistration.Of(_extensions), new FactSourceRegistration(records)] };
        LoadedFacts loaded = await new FactLoader(input, new ClassificationEngineOptions().Checked(), _time).LoadAsync(facts, 0, columns.Customers, cancellationToken).ConfigureAwait(false);
        return loaded.Unavailable.Count == 0
            ? (columns, new FactTable(columns.Customers, currency, [.. loaded.Table.Columns.Where(column => facts.Contains(column.Fact))]))
            : throw new CrmException(ClusteringErrorCodes.BadInput, string.Join(" ", loaded.Unavailable.Values.Select(static stop => stop.Message)));
    }
}
