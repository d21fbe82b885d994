using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Clustering;

/// <summary>Reads facts of all customers of a tenant into a table.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CustomerFactTables(ICrmStore store, IExtensions extensions, ClassifierSettings settings, TimeProvider time, IExchangeRates? rates)
{
    /// <exception cref="CrmException">CRM6160: a fact is not to be had.</exception>
    public async Task<(OrderColumns Columns, FactTable Table)> ReadAsync(CrmScope scope, AsOf asOf, IReadOnlyList<Fact> facts, CancellationToken cancellationToken)
    {
        Currency currency = await ReportingCurrency.OfAsync(store, scope.Tenant, settings, cancellationToken).ConfigureAwait(false);
        var table = new RateTable(rates, currency, asOf.Zone);
        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(new StoreOrderSource(store, scope.Tenant, currency, table), cancellationToken).ConfigureAwait(false);
        RecordFacts records = await RecordFacts.ReadAsync(store, scope, asOf, table, FactLoader.Closure(facts), null, null, cancellationToken).ConfigureAwait(false);
        var input = new ClassificationInput { Columns = columns, AsOf = asOf, Rules = [], Sources = [.. FactSourceRegistration.Of(extensions), new FactSourceRegistration(records)] };
        LoadedFacts loaded = await new FactLoader(input, new ClassificationEngineOptions().Checked(), time).LoadAsync(facts, 0, columns.Customers, cancellationToken).ConfigureAwait(false);
        return loaded.Unavailable.Count == 0
            ? (columns, new FactTable(columns.Customers, currency, [.. loaded.Table.Columns.Where(column => facts.Contains(column.Fact))]))
            : throw new CrmException(ClusteringErrorCodes.BadInput, string.Join(" ", loaded.Unavailable.Values.Select(static stop => stop.Message)));
    }
}
