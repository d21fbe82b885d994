using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Reads what a segment asks about some customers: related records as they stream by, facts by what computes them for rules.</summary>
internal sealed class SegmentLoader(SegmentSources sources, CrmScope scope, AsOf asOf, Currency currency, MergedCustomers merged)
{
    private const int IdsPerQuery = 500;
    private const int RecordsPerPage = 2_000;

    private readonly QueryRunner _queries = new(sources.Store, sources.Model);
    private readonly RateTable _rates = new(sources.Rates, currency, asOf.Zone);

    public async Task<SegmentBatch> LoadAsync(Customer[] customers, IReadOnlyList<SegmentNode> nodes, CancellationToken cancellationToken)
    {
        SegmentNode[] all = [.. nodes.SelectMany(static node => node.All()).Distinct()];
        var places = new Dictionary<CustomerId, int>(customers.Length);
        for (int i = 0; i < customers.Length; i++)
        {
            places.Add(customers[i].Id, i);
        }

        var values = new Dictionary<RelatedNode, long?[]>();
        foreach (RelatedNode node in all.OfType<RelatedNode>())
        {
            values.Add(node, await SumAsync(node.Query, places, cancellationToken).ConfigureAwait(false));
        }

        Fact[] facts = [.. all.OfType<FactNode>().Select(static node => node.Fact).Distinct()];
        if (facts.Length == 0 || customers.Length == 0)
        {
            return new SegmentBatch(customers, values, null, new int[customers.Length]);
        }

        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(new StoreOrderSource(sources.Store, scope.Tenant, currency, _rates, merged), [.. places.Keys], cancellationToken).ConfigureAwait(false);
        RecordFacts records = await RecordFacts.ReadAsync(sources.Store, scope, asOf, _rates, FactLoader.Closure(facts), [.. places.Keys], merged, cancellationToken).ConfigureAwait(false);
        LoadedFacts loaded = await LoadFactsAsync(columns, facts, records, cancellationToken).ConfigureAwait(false);
        return new SegmentBatch(customers, values, loaded.Table, [.. customers.Select(customer => columns.TryFind(customer.Id, out int row) ? row : -1)]);
    }

    private async Task<LoadedFacts> LoadFactsAsync(OrderColumns columns, Fact[] facts, RecordFacts records, CancellationToken cancellationToken)
    {
        var input = new ClassificationInput { Columns = columns, AsOf = asOf, Rules = [], Sources = [.. FactSourceRegistration.Of(sources.Extensions), new FactSourceRegistration(records)] };
        LoadedFacts loaded = await new FactLoader(input, new ClassificationEngineOptions().Checked(), sources.Time).LoadAsync(facts, 0, columns.Customers, cancellationToken).ConfigureAwait(false);
        return loaded.Unavailable.Count == 0
            ? loaded
            : throw new CrmException(SegmentErrorCodes.FactUnavailable, string.Join(" ", loaded.Unavailable.Values.Select(static stop => stop.Message)));
    }

    private async Task<long?[]> SumAsync(RelatedQuery query, Dictionary<CustomerId, int> places, CancellationToken cancellationToken)
    {
        KindModel kind = sources.Model[query.Records.Kind];
        var sum = new RelatedSum(query, kind, places.Count);
        CustomerId[] own = [.. places.Keys];
        IReadOnlyList<CustomerId> ids = query.OfMembers ? merged.WithMembers(own) : own;
        foreach (CustomerId[] some in ids.Chunk(IdsPerQuery))
        {
            Condition theirs = Condition.IsIn(query.Records.Link, [.. some.Select(static id => FieldValue.Of((RecordId)id))]);
            var page = new StoreQuery(scope.Tenant, kind.Kind) { Where = Condition.All(theirs, query.Records.Where), Limit = RecordsPerPage };
            await foreach (object record in _queries.AllAsync<object>(page, cancellationToken).ConfigureAwait(false))
            {
                Guid named = kind.ValueOf(query.Records.Link, record).AsId();
                if (places.TryGetValue(query.OfMembers ? merged.Of(named) : new CustomerId(named), out int place))
                {
                    await sum.AddAsync(place, record, (amount, when) => ConvertAsync(amount, when, cancellationToken)).ConfigureAwait(false);
                }
            }
        }

        return sum.Values();
    }

    private ValueTask<long?> ConvertAsync(Money amount, FieldValue when, CancellationToken cancellationToken) => when.IsNull
        ? ValueTask.FromResult<long?>(null)
        : _rates.ConvertAsync(amount, when.Type == FieldType.Date ? when.AsDate() : asOf.DateOf(when.AsInstant()), cancellationToken);
}
