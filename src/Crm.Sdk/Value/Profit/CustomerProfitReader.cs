using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>Reads the historic value of customers from orders with the cost of their lines, investments and interactions (VA-1, VA-4).</summary>
/// <remarks>A thread-safe singleton. Records are read page by page; what is kept is some 150 bytes a customer. Cancelled orders count for nothing.</remarks>
public sealed class CustomerProfitReader
{
    private const int PageSize = 1_000;

    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;
    private readonly ClassifierSettings _settings;
    private readonly LabelReader _labels;
    private readonly IExchangeRates? _rates;

    /// <summary>Makes a reader.</summary>
    public CustomerProfitReader(ICrm crm, ICrmStore store, ClassifierSettings settings, LabelReader labels, IExchangeRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _store = store;
        _queries = new QueryRunner(store, crm.Model);
        _settings = settings;
        _labels = labels;
        _rates = rates;
    }

    /// <summary>The historic value of one customer.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer; one that was merged leads to no figures of its own.</param>
    /// <param name="asOf">What happened up to this instant counts.</param>
    /// <param name="options">The rate and the costs; the defaults where null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CustomerProfit> OfAsync(CrmScope scope, CustomerId customer, AsOf asOf, ProfitOptions? options, CancellationToken cancellationToken)
    {
        await foreach (CustomerProfit profit in ReadAsync(scope, [customer], asOf, options ?? new ProfitOptions(), cancellationToken).ConfigureAwait(false))
        {
            return profit;
        }

        return new ProfitSums().Build(customer, await CurrencyAsync(scope, cancellationToken).ConfigureAwait(false), isDiscounted: false);
    }

    /// <summary>The historic value of all customers with any record, in the order of their ids.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public IAsyncEnumerable<CustomerProfit> AllAsync(CrmScope scope, AsOf asOf, ProfitOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(scope, null, asOf, options ?? new ProfitOptions(), cancellationToken);

    /// <summary>Profit and what was invested by the labels of a dimension that are current; customers without a label come under null.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public async Task<ValueList<ClassProfit>> ByClassAsync(CrmScope scope, string dimension, AsOf asOf, ProfitOptions? options, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<CustomerId, string?>();
        await foreach (LabelAssignment label in _labels.OfDimensionAsync(scope, dimension, cancellationToken).ConfigureAwait(false))
        {
            labels[label.Customer] = label.Label;
        }

        var classes = new SortedDictionary<string, ClassProfit>(StringComparer.Ordinal);
        await foreach (CustomerProfit profit in AllAsync(scope, asOf, options, cancellationToken).ConfigureAwait(false))
        {
            string? name = labels.GetValueOrDefault(profit.Customer);
            ClassProfit before = classes.GetValueOrDefault(name ?? string.Empty) ?? ClassProfit.None(name, profit.Profit.Currency);
            classes[name ?? string.Empty] = before.With(profit);
        }

        return [.. classes.Values];
    }

    /// <summary>How unevenly profit is spread over the customers with any record, with the currency of its amounts. 8 bytes a customer are kept.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public async Task<(ProfitConcentration Concentration, Currency Currency)> ConcentrationAsync(CrmScope scope, AsOf asOf, ProfitOptions? options, CancellationToken cancellationToken)
    {
        var profits = new List<long>();
        await foreach (CustomerProfit profit in AllAsync(scope, asOf, options, cancellationToken).ConfigureAwait(false))
        {
            profits.Add(profit.Profit.MinorUnits);
        }

        return (ProfitConcentration.Of(profits), await CurrencyAsync(scope, cancellationToken).ConfigureAwait(false));
    }

    private async IAsyncEnumerable<CustomerProfit> ReadAsync(
        CrmScope scope, IReadOnlyList<CustomerId>? customers, AsOf asOf, ProfitOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        Currency currency = await CurrencyAsync(scope, cancellationToken).ConfigureAwait(false);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var conversion = new RateTable(_rates, currency, asOf.Zone);
        var sums = new Dictionary<Guid, ProfitSums>();
        Condition Of(FieldId field, Condition? also = null)
        {
            Condition whose = customers is null ? Condition.Everything : Condition.IsIn(field, [.. merged.WithMembers(customers).Select(static id => FieldValue.Of(id))]);
            return also is null ? whose : Condition.All(whose, also);
        }

        ProfitSums SumsOf(CustomerId customer)
        {
            Guid id = merged.Of(customer.Value).Value;
            if (!sums.TryGetValue(id, out ProfitSums? found))
            {
                sums.Add(id, found = new ProfitSums());
            }

            return found;
        }

        double Factor(Instant at) => options.YearlyDiscount == 0 ? 1 : Math.Pow(1 + options.YearlyDiscount, (asOf.Instant - at).TotalDays / TimeUnits.DaysPerYear);

        Condition counts = Condition.Is(OrderModel.Status, Comparison.NotEqual, FieldValue.Of((long)OrderStatus.Cancelled));
        await foreach (Order order in RecordsAsync<Order>(scope, OrderModel.Kind, Of(OrderModel.Customer, counts), cancellationToken).ConfigureAwait(false))
        {
            if (order.PlacedAt <= asOf.Instant)
            {
                await AddAsync(SumsOf(order.Customer), order, conversion, Factor(order.PlacedAt), cancellationToken).ConfigureAwait(false);
            }
        }

        await foreach (Investment investment in RecordsAsync<Investment>(scope, InvestmentModel.Kind, Of(InvestmentModel.Customer), cancellationToken).ConfigureAwait(false))
        {
            if (investment.At <= asOf.Instant)
            {
                ProfitSums own = SumsOf(investment.Customer);
                if (await conversion.ConvertAsync(investment.Amount, investment.At.ToUnixMicroseconds(), cancellationToken).ConfigureAwait(false) is { } amount)
                {
                    own.Invest(amount, Factor(investment.At));
                }
                else
                {
                    own.WithoutRate();
                }
            }
        }

        await foreach (Interaction interaction in RecordsAsync<Interaction>(scope, InteractionModel.Kind, Of(InteractionModel.Customer), cancellationToken).ConfigureAwait(false))
        {
            if (interaction.At <= asOf.Instant)
            {
                Serve(SumsOf(interaction.Customer), interaction, options, currency, Factor(interaction.At));
            }
        }

        foreach ((Guid id, ProfitSums found) in sums.OrderBy(static pair => new CustomerId(pair.Key)))
        {
            yield return found.Build(new CustomerId(id), currency, options.YearlyDiscount != 0);
        }
    }

    private static async ValueTask AddAsync(ProfitSums own, Order order, RateTable conversion, double factor, CancellationToken cancellationToken)
    {
        if (await conversion.ConvertAsync(order.Net, order.PlacedAt.ToUnixMicroseconds(), cancellationToken).ConfigureAwait(false) is not { } net)
        {
            own.WithoutRate();
            return;
        }

        own.Sell(net, factor);
        foreach (OrderLine line in order.Lines)
        {
            if (line.Cost is not { } cost)
            {
                own.LineWithoutCost();
            }
            else if (await conversion.ConvertAsync(cost, order.PlacedAt.ToUnixMicroseconds(), cancellationToken).ConfigureAwait(false) is { } amount)
            {
                own.CostOfSale(amount, factor);
            }
        }
    }

    private static void Serve(ProfitSums own, Interaction interaction, ProfitOptions options, Currency currency, double factor)
    {
        Money? cost = options.InteractionCosts.TryGetValue(interaction.Type, out Money each) ? each
            : options.HourlyCost is { } hourly && interaction.Length is { } length ? Money.Round(hourly.Amount * (decimal)length.TotalSeconds / 3600, hourly.Currency)
            : null;
        if (cost is { } known && known.Currency == currency)
        {
            own.Serve(known.MinorUnits, factor);
        }
        else
        {
            own.InteractionWithoutCost();
        }
    }

    private Task<Currency> CurrencyAsync(CrmScope scope, CancellationToken cancellationToken) => ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken);

    private IAsyncEnumerable<T> RecordsAsync<T>(CrmScope scope, KindModel kind, Condition where, CancellationToken cancellationToken)
        where T : class => _queries.AllAsync<T>(new StoreQuery(scope.Tenant, kind.Kind) { Where = where, Limit = PageSize }, cancellationToken);
}
