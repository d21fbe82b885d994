using Crm.Sdk.Classification;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Transactions;

/// <summary>Tells what a customer prefers, with the evidence (TX-3).</summary>
/// <remarks>A thread-safe singleton. It reads the customer's orders page by page, and the catalogue of products, which it holds while it answers.</remarks>
public sealed class PreferenceReader
{
    private const int PageSize = 1_000;

    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;
    private readonly CustomerIdentity _identity;
    private readonly ClassifierSettings _settings;
    private readonly IExchangeRates? _rates;

    /// <summary>Makes a reader.</summary>
    public PreferenceReader(ICrm crm, ICrmStore store, CustomerIdentity identity, ClassifierSettings settings, IExchangeRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _store = store;
        _queries = new QueryRunner(store, crm.Model);
        _identity = identity;
        _settings = settings;
        _rates = rates;
    }

    /// <summary>The preferences of one customer.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer, with all that were merged into it; one that was merged itself leads to its survivor.</param>
    /// <param name="asOf">Orders after it do not count; its zone says which weekday and hour it was.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CustomerPreferences> ReadAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        Currency currency = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        CustomerId survivor = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(scope, survivor, cancellationToken).ConfigureAwait(false);
        List<Product> products = [];
        await foreach (Product product in ProductCategories.AllAsync(_queries, scope.Tenant, cancellationToken).ConfigureAwait(false))
        {
            products.Add(product);
        }

        var rates = new RateTable(_rates, currency, asOf.Zone);
        var builder = new PreferenceBuilder(
            asOf,
            products.Where(static product => product.Category is not null).ToDictionary(static product => product.Key, static product => product.Category!, StringComparer.Ordinal),
            new PriceRanks(products),
            currency);
        var query = new StoreQuery(scope.Tenant, OrderModel.Kind.Kind)
        {
            Where = Condition.All(
                Condition.IsIn(OrderModel.Customer, [.. members.Select(static id => FieldValue.Of(id))]),
                Condition.Equal(OrderModel.Type, FieldValue.Of((long)OrderType.Sale)),
                TransactionReader.Counting(asOf)),
            Limit = PageSize,
        };
        await foreach (Order sale in _queries.AllAsync<Order>(query, cancellationToken).ConfigureAwait(false))
        {
            (ConvertedLine[] lines, bool isKnown) = await ConvertedLine.OfAsync(sale, rates, cancellationToken).ConfigureAwait(false);
            builder.Add(sale, lines, isKnown);
        }

        return builder.Build(survivor);
    }
}
