using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Transactions;

/// <summary>Analyses a tenant's transactions (TX-3, G31).</summary>
/// <remarks>
/// A thread-safe singleton. Orders are read once, customer by customer, page by page, each page with the records of its customers; memory grows with products, categories, regions, channels and industries,
/// not with orders or customers. Customers that were merged count once: their orders are read together after all others.
/// </remarks>
public sealed class TransactionReader
{
    private const int PageSize = 1_000;
    private const int SurvivorsPerRead = 100;
    private const int OrdersTogether = 10_000;

    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;
    private readonly ClassifierSettings _settings;
    private readonly IExchangeRates? _rates;

    /// <summary>Makes a reader.</summary>
    public TransactionReader(ICrm crm, ICrmStore store, ClassifierSettings settings, IExchangeRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _store = store;
        _queries = new QueryRunner(store, crm.Model);
        _settings = settings;
        _rates = rates;
    }

    /// <summary>Analyses all transactions up to an instant.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">Orders after it do not count; its zone says what a day is.</param>
    /// <param name="options">Which transactions, and how finely; the defaults where null.</param>
    /// <param name="progress">Told how many orders were read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<TransactionAnalysis> ReadAsync(CrmScope scope, AsOf asOf, TransactionOptions? options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        options ??= new TransactionOptions();
        Currency currency = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> categories = await ProductCategories.ReadAsync(_queries, scope.Tenant, options.CategorySteps, cancellationToken).ConfigureAwait(false);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var rates = new RateTable(_rates, currency, asOf.Zone);
        var tally = new TransactionTally(asOf, options, categories, currency);
        var together = new HashSet<CustomerId>();
        long read = 0;
        await foreach ((Order order, Customer? customer) in WithCustomersAsync(scope.Tenant, Counting(asOf), cancellationToken).ConfigureAwait(false))
        {
            if (++read % PageSize == 0)
            {
                progress?.Report(read);
            }

            if (merged.Contains(order.Customer) || merged.IsSurvivor(order.Customer))
            {
                together.Add(merged.Of(order.Customer.Value));
            }
            else
            {
                await AddAsync(order.Customer, order, customer).ConfigureAwait(false);
            }
        }

        ILookup<CustomerId, CustomerId> losers = merged.LosersBySurvivor();
        foreach (CustomerId[] survivors in together.Order().Chunk(SurvivorsPerRead))
        {
            Dictionary<CustomerId, Customer> records = await CustomersAsync(scope.Tenant, survivors, cancellationToken).ConfigureAwait(false);
            await foreach ((CustomerId survivor, Order order) in OfSurvivorsAsync(scope.Tenant, asOf, survivors, losers, cancellationToken).ConfigureAwait(false))
            {
                await AddAsync(survivor, order, records.GetValueOrDefault(survivor)).ConfigureAwait(false);
            }
        }

        progress?.Report(read);
        return tally.Build();

        async ValueTask AddAsync(CustomerId whose, Order order, Customer? customer)
        {
            (ConvertedLine[] lines, bool isKnown) = await ConvertedLine.OfAsync(order, rates, cancellationToken).ConfigureAwait(false);
            tally.Add(whose, customer, order, lines, isKnown);
        }
    }

    /// <summary>Orders that count, customer by customer, each with its customer's record.</summary>
    private async IAsyncEnumerable<(Order Order, Customer? Customer)> WithCustomersAsync(TenantId tenant, Condition where, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new StoreQuery(tenant, OrderModel.Kind.Kind) { Where = where, Order = new RecordOrder(OrderModel.Customer), Limit = PageSize };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            Dictionary<CustomerId, Customer> customers = await CustomersAsync(tenant, [.. page.Records.Select(static record => ((Order)record.Entity).Customer).Distinct()], cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                var order = (Order)record.Entity;
                yield return (order, customers.GetValueOrDefault(order.Customer));
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }

    /// <summary>The orders of some customers and of all that were merged into them, customer by customer: read together where they are few, otherwise one after the other.</summary>
    private async IAsyncEnumerable<(CustomerId Survivor, Order Order)> OfSurvivorsAsync(
        TenantId tenant, AsOf asOf, CustomerId[] survivors, ILookup<CustomerId, CustomerId> losers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long count = await _store.CountAsync(Of(survivors), cancellationToken).ConfigureAwait(false);
        foreach (CustomerId[] some in count <= OrdersTogether ? [survivors] : survivors.Chunk(1))
        {
            if (some.Length > 1)
            {
                var survivorOf = Members(some).ToDictionary(static pair => pair.Member, static pair => pair.Survivor);
                ILookup<CustomerId, Order> orders = await _queries.AllAsync<Order>(Of(some), cancellationToken)
                    .ToLookupAsync(order => survivorOf[order.Customer], cancellationToken: cancellationToken).ConfigureAwait(false);
                foreach (CustomerId survivor in some)
                {
                    foreach (Order order in orders[survivor])
                    {
                        yield return (survivor, order);
                    }
                }
            }
            else
            {
                await foreach (Order order in _queries.AllAsync<Order>(Of(some), cancellationToken).ConfigureAwait(false))
                {
                    yield return (some[0], order);
                }
            }
        }

        IEnumerable<(CustomerId Survivor, CustomerId Member)> Members(CustomerId[] some) =>
            some.SelectMany(survivor => losers[survivor].Append(survivor), static (survivor, member) => (survivor, member));

        StoreQuery Of(CustomerId[] some) => new(tenant, OrderModel.Kind.Kind)
        {
            Where = Condition.All(Counting(asOf), Condition.IsIn(OrderModel.Customer, [.. Members(some).Select(static pair => FieldValue.Of(pair.Member))])),
            Order = new RecordOrder(OrderModel.Customer),
            Limit = PageSize,
        };
    }

    private async Task<Dictionary<CustomerId, Customer>> CustomersAsync(TenantId tenant, IReadOnlyList<CustomerId> ids, CancellationToken cancellationToken)
    {
        var customers = new Dictionary<CustomerId, Customer>(ids.Count);
        foreach (StoredRecord? record in await _store.FindAsync(tenant, CustomerModel.Kind.Kind, [.. ids.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false))
        {
            if (record?.Entity is Customer customer)
            {
                customers[customer.Id] = customer;
            }
        }

        return customers;
    }

    /// <summary>Orders up to an instant that are not cancelled.</summary>
    internal static Condition Counting(AsOf asOf) => Condition.All(
        Condition.Is(OrderModel.Status, Comparison.NotEqual, FieldValue.Of((long)OrderStatus.Cancelled)),
        Condition.Is(OrderModel.PlacedAt, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant.FloorToMicrosecond())));
}
