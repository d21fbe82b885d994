using Crm.Sdk.Classification;
using Crm.Sdk.Orders;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>Reads baskets from a tenant's orders, page by page.</summary>
/// <remarks>
/// Cancelled orders and lines without a product count for nothing; a merged customer's orders are the survivor's. Memory: the baskets themselves (<see cref="BasketSet"/>), the ids
/// and quantities of what came back, and the catalogue of products where items are categories. A thread-safe singleton.
/// </remarks>
public sealed class BasketReader(ICrm crm, ICrmStore store)
{
    private const int PageSize = 2_000;

    private readonly QueryRunner _queries = new(store, crm.Model);

    /// <summary>Reads the baskets up to an instant.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">Orders after it do not count; its zone says what a day is.</param>
    /// <param name="options">What counts; the defaults where null.</param>
    /// <param name="progress">Told how many orders were read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6151: more lines than an array holds.</exception>
    public async Task<BasketSet> ReadAsync(CrmScope scope, AsOf asOf, BasketOptions? options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        options ??= new BasketOptions();
        Dictionary<string, string>? categories = options.ByCategory ? await ProductCategories.ReadAsync(_queries, scope.Tenant, null, cancellationToken).ConfigureAwait(false) : null;
        ReturnedGoods returned = options.WithReturned ? ReturnedGoods.None : await ReturnedGoods.ReadAsync(store, scope.Tenant, asOf, cancellationToken).ConfigureAwait(false);
        MergedCustomers merged = await MergedCustomers.ReadAsync(store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var baskets = new BasketSetBuilder(options.ByDay);
        long read = 0;
        await foreach (Order order in AllAsync<Order>(scope, OrderModel.Kind, cancellationToken).ConfigureAwait(false))
        {
            if (++read % PageSize == 0)
            {
                progress?.Report(read);
            }

            LocalDate day = asOf.DateOf(order.PlacedAt);
            if (order.Type == OrderType.Sale && order.Status != OrderStatus.Cancelled && order.PlacedAt <= asOf.Instant && !(day < options.From))
            {
                IEnumerable<string> items = returned.Kept(order).Select(static kept => kept.Product);
                baskets.Add(
                    merged.Of(order.Customer.Value),
                    day,
                    categories is null ? items : items.Select(item => categories.GetValueOrDefault(item)).OfType<string>());
            }
        }

        progress?.Report(read);
        return baskets.Build();
    }

    /// <summary>All records of a kind that meet a condition.</summary>
    internal IAsyncEnumerable<T> AllAsync<T>(CrmScope scope, KindModel kind, CancellationToken cancellationToken, Condition? where = null)
        where T : class => _queries.AllAsync<T>(new StoreQuery(scope.Tenant, kind.Kind) { Where = where ?? Condition.Everything, Limit = PageSize }, cancellationToken);
}
