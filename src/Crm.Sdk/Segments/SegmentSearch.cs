using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>One segment made ready: which parts the store runs, which the core judges, and the way through the pages.</summary>
internal sealed class SegmentSearch
{
    private const int PageSize = 1_000;

    private static readonly RecordPredicate IsSurvivor = new RecordPredicate.Related(
        new RelatedRecords(Customers.Duplicates.MergeModel.Kind.Kind, Customers.Duplicates.MergeModel.Survivor) { Where = Condition.HasNo(Customers.Duplicates.MergeModel.EndedAt) },
        RelatedMeasure.Count,
        [new MeasureTest(Comparison.GreaterOrEqual, 1)]);

    private readonly SegmentSources _sources;
    private readonly CrmScope _scope;
    private readonly MergedCustomers _merged;
    private readonly SegmentLoader _loader;
    private readonly SegmentNode[] _own, _ofMembers, _core;
    private readonly ISegmentStore? _store;

    public SegmentSearch(SegmentSources sources, CrmScope scope, SegmentNode root, SegmentNode states, SegmentLoader loader, MergedCustomers merged)
    {
        (_sources, _scope, _loader, _merged) = (sources, scope, loader, merged);
        _store = sources.Store as ISegmentStore;
        SegmentNode[] parts = [.. GroupNode.Conjuncts(root).Append(states)];
        SegmentNode[] pushed = [.. parts.Where(Runs)];
        _core = [.. parts.Except(pushed)];
        _ofMembers = merged.IsEmpty ? [] : [.. pushed.Where(static node => node.ReadsMembers)];
        _own = [.. pushed.Except(_ofMembers)];
        Plan = new SegmentPlan(
            pushed.Where(node => node != states).Select(static node => node.Source.ToString()).ToValueList(), _core.Select(static node => node.Source.ToString()).ToValueList(), _ofMembers.Length > 0)
        {
            Condition = root.Pushed is { } whole ? ConditionOf(whole) : null,
        };
    }

    public SegmentPlan Plan { get; }

    public async Task<long> CountAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (_core.Length > 0)
        {
            return await CountByCoreAsync(Predicate(_own, Merging()), progress, cancellationToken).ConfigureAwait(false);
        }

        if (_ofMembers.Length == 0)
        {
            return await CountByStoreAsync(_own, [], cancellationToken).ConfigureAwait(false);
        }

        // The store counts all but the customers that others were merged into; the core judges these.
        return await CountByStoreAsync(_own, [.. _ofMembers.Select(static node => node.Pushed!), new RecordPredicate.Negation(IsSurvivor)], cancellationToken).ConfigureAwait(false)
            + await CountByCoreAsync(Predicate(_own, [IsSurvivor]), progress, cancellationToken).ConfigureAwait(false);
    }

    public async Task<(List<Customer> Members, PageCursor? Next)> PageAsync(SegmentPaging page, CancellationToken cancellationToken)
    {
        bool all = _core.Length == 0 && _ofMembers.Length == 0;
        var query = new StoreQuery(_scope.Tenant, CustomerModel.Kind.Kind) { Order = page.Order, After = page.After, Limit = all ? page.Take : Math.Clamp(page.Take * 2, 200, PageSize) };
        KindModel kind = _sources.Customers;
        if (page.Order is { } order && !kind.IsQueryable(order.Field, _sources.Store.Descriptor.Fields))
        {
            throw new CrmException(StorageErrorCodes.UnknownField, $"Store '{_sources.Store.Descriptor.Name}' cannot order customers by '{order.Field}', which is not indexed; order by an indexed field or by id.");
        }

        var members = new List<Customer>();
        while (true)
        {
            RecordPage records = await ReadAsync(query, Predicate(_own, Merging()), cancellationToken).ConfigureAwait(false);
            Customer[] customers = [.. records.Records.Select(static record => (Customer)record.Entity)];
            bool[] holds = await JudgeAsync(customers, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < customers.Length; i++)
            {
                if (!holds[i])
                {
                    continue;
                }

                members.Add(customers[i]);
                if (members.Count == page.Take)
                {
                    bool last = i == customers.Length - 1 && records.Next is null;
                    FieldValue value = page.Order is { } by ? kind.ValueOf(by.Field, customers[i]) : FieldValue.Null;
                    return (members, last ? null : new PageCursor(value, customers[i].Id));
                }
            }

            if (records.Next is null)
            {
                return (members, null);
            }

            query = query with { After = records.Next };
        }
    }

    /// <summary>What the store is asked beside its own parts where there are merged customers: the parts that read their records, or the customer that they were merged into.</summary>
    private RecordPredicate[] Merging() => _ofMembers.Length == 0 ? [] : [new RecordPredicate.AnyOf([IsSurvivor, new RecordPredicate.AllOf(_ofMembers.Select(static node => node.Pushed!).ToValueList())])];

    private bool Runs(SegmentNode node)
    {
        if (node.Pushed is not { } predicate)
        {
            return false;
        }

        KindModel kind = _sources.Customers;
        return _store is not null
            ? _store.Runs(kind.Kind, predicate) && (!node.ReadsMembers || _merged.IsEmpty || _store.Runs(kind.Kind, IsSurvivor))
            : ConditionOf(predicate) is { } condition && QueryRunner.Runs(condition, kind, _sources.Store.Descriptor.Fields);
    }

    /// <summary>A predicate over fields alone as a condition; null where it is not.</summary>
    private static Condition? ConditionOf(RecordPredicate predicate)
    {
        switch (predicate)
        {
            case RecordPredicate.Fields fields:
                return ConditionNormalizer.Normalize(fields.Condition);
            case RecordPredicate.Negation { Predicate: var not } when ConditionOf(not) is { } condition:
                return ConditionNormalizer.Normalize(Condition.Not(condition));
            case RecordPredicate.AllOf all when all.Predicates.Select(ConditionOf).ToArray() is var parts && Array.TrueForAll(parts, static part => part is not null):
                return ConditionNormalizer.Normalize(Condition.All(parts!));
            case RecordPredicate.AnyOf any when any.Predicates.Select(ConditionOf).ToArray() is var parts && Array.TrueForAll(parts, static part => part is not null):
                return ConditionNormalizer.Normalize(Condition.Any(parts!));
            default:
                return null;
        }
    }

    private static RecordPredicate Predicate(SegmentNode[] nodes, RecordPredicate[] further) => new RecordPredicate.AllOf([.. nodes.Select(static node => node.Pushed!), .. further]);

    private Task<long> CountByStoreAsync(SegmentNode[] nodes, RecordPredicate[] further, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(_scope.Tenant, CustomerModel.Kind.Kind);
        RecordPredicate predicate = Predicate(nodes, further);
        return _store is not null ? _store.CountAsync(query, predicate, cancellationToken) : _sources.Store.CountAsync(query with { Where = ConditionOf(predicate)! }, cancellationToken);
    }

    private Task<RecordPage> ReadAsync(StoreQuery query, RecordPredicate predicate, CancellationToken cancellationToken) =>
        _store is not null ? _store.QueryAsync(query, predicate, cancellationToken) : _sources.Store.QueryAsync(query with { Where = ConditionOf(predicate)! }, cancellationToken);

    private async Task<long> CountByCoreAsync(RecordPredicate predicate, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        long members = 0, judged = 0;
        var query = new StoreQuery(_scope.Tenant, CustomerModel.Kind.Kind) { Limit = PageSize };
        while (true)
        {
            RecordPage records = await ReadAsync(query, predicate, cancellationToken).ConfigureAwait(false);
            bool[] holds = await JudgeAsync([.. records.Records.Select(static record => (Customer)record.Entity)], cancellationToken).ConfigureAwait(false);
            members += holds.LongCount(static member => member);
            progress?.Report(judged += records.Records.Count);
            if (records.Next is null)
            {
                return members;
            }

            query = query with { After = records.Next };
        }
    }

    private async Task<bool[]> JudgeAsync(Customer[] customers, CancellationToken cancellationToken)
    {
        bool[] survivors = _ofMembers.Length == 0 ? new bool[customers.Length] : [.. customers.Select(customer => _merged.IsSurvivor(customer.Id))];
        SegmentNode[] asked = survivors.Contains(true) ? [.. _core, .. _ofMembers] : _core;
        SegmentBatch batch = await _loader.LoadAsync(customers, asked, cancellationToken).ConfigureAwait(false);
        return [.. customers.Select((_, i) => Array.TrueForAll(_core, node => node.Holds(batch, i)) && (!survivors[i] || Array.TrueForAll(_ofMembers, node => node.Holds(batch, i))))];
    }
}
