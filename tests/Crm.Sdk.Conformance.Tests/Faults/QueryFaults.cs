using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Tests.Faults;

/// <summary>Filters, orders and pages itself, so that a fault can do one of them wrong.</summary>
internal abstract class RepagingStore : DelegatingStore
{
    public sealed override async Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        QueryRules.Check(query, ConformanceModel.Catalogue[query.Kind]);
        List<StoredRecord> all = await AllAsync(query, cancellationToken);
        all.Sort((left, right) => Compare(query, Key(query, left), Key(query, right)));
        StoredRecord[] rest = [.. Rest(query, all)];
        StoredRecord[] page = [.. rest.Take(query.Limit)];
        return new RecordPage(page, rest.Length > page.Length ? Key(query, page[^1]) : null);
    }

    public sealed override async Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => (await AllAsync(query, cancellationToken)).Count;

    protected virtual bool Matches(Condition condition, KindModel kind, object entity) => ConditionEvaluator.Matches(condition, kind, entity);

    protected virtual int CompareValues(FieldValue left, FieldValue right) => left.CompareTo(right);

    protected virtual int CompareIds(RecordId left, RecordId right, bool descending) => descending ? right.CompareTo(left) : left.CompareTo(right);

    protected virtual IEnumerable<StoredRecord> Rest(StoreQuery query, IReadOnlyList<StoredRecord> sorted) =>
        query.After is { } after ? sorted.Where(record => Compare(query, Key(query, record), after) > 0) : sorted;

    private static PageCursor Key(StoreQuery query, StoredRecord record) =>
        new(query.Order is { } order ? ConformanceModel.Catalogue[record.Kind].ValueOf(order.Field, record.Entity) : FieldValue.Null, record.Id);

    private int Compare(StoreQuery query, PageCursor left, PageCursor right)
    {
        bool descending = query.Order is { Descending: true };
        int byValue = CompareValues(left.Value, right.Value);
        return byValue != 0 ? (descending ? -byValue : byValue) : CompareIds(left.Id, right.Id, descending);
    }

    private async Task<List<StoredRecord>> AllAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        List<StoredRecord> all = [];
        var next = new StoreQuery(query.Tenant, query.Kind) { Limit = StoreQuery.MaxLimit };
        for (RecordPage? page = null; page is null || page.Next is not null; next = next with { After = page.Next })
        {
            page = await Inner.QueryAsync(next, cancellationToken);
            all.AddRange(page.Records.Where(record => Matches(query.Where, ConformanceModel.Catalogue[record.Kind], record.Entity)));
        }

        return all;
    }
}

/// <summary>Texts sort by UTF-16 units.</summary>
internal sealed class SortsByUtf16 : RepagingStore
{
    protected override int CompareValues(FieldValue left, FieldValue right) =>
        left.Type == FieldType.Text && right.Type == FieldType.Text ? string.CompareOrdinal(left.AsText(), right.AsText()) : base.CompareValues(left, right);
}

/// <summary>Texts that differ by case sort together.</summary>
internal sealed class SortsWithoutCase : RepagingStore
{
    protected override int CompareValues(FieldValue left, FieldValue right) => left.Type == FieldType.Text && right.Type == FieldType.Text
        ? string.Compare(left.AsText(), right.AsText(), StringComparison.OrdinalIgnoreCase)
        : base.CompareValues(left, right);
}

/// <summary>Null sorts last.</summary>
internal sealed class SortsNullLast : RepagingStore
{
    protected override int CompareValues(FieldValue left, FieldValue right) => left.IsNull == right.IsNull ? base.CompareValues(left, right) : left.IsNull ? 1 : -1;
}

/// <summary>Ids sort as their mixed-endian bytes, as a database that stores them so would.</summary>
internal sealed class SortsIdsByMixedBytes : RepagingStore
{
    protected override int CompareIds(RecordId left, RecordId right, bool descending)
    {
        int order = left.Value.ToByteArray().AsSpan().SequenceCompareTo(right.Value.ToByteArray());
        return descending ? -order : order;
    }
}

/// <summary>The id breaks ties upwards in a descending order too.</summary>
internal sealed class BreaksTiesUpwards : RepagingStore
{
    protected override int CompareIds(RecordId left, RecordId right, bool descending) => left.CompareTo(right);
}

/// <summary>A descending page after a cursor has no records without a value, as <c>f &lt; cursor</c> has none in SQL.</summary>
internal sealed class LosesNullsInDescendingPages : RepagingStore
{
    protected override IEnumerable<StoredRecord> Rest(StoreQuery query, IReadOnlyList<StoredRecord> sorted) => query is { After: not null, Order: { Descending: true } order }
        ? base.Rest(query, sorted).Where(record => !ConformanceModel.Catalogue[record.Kind].ValueOf(order.Field, record.Entity).IsNull)
        : base.Rest(query, sorted);
}

/// <summary>A page starts behind as many records as were seen, not behind the last one.</summary>
internal sealed class PagesByOffset : RepagingStore
{
    private int _seen;

    protected override IEnumerable<StoredRecord> Rest(StoreQuery query, IReadOnlyList<StoredRecord> sorted)
    {
        int from = query.After is null ? 0 : _seen;
        _seen = from + query.Limit;
        return sorted.Skip(from);
    }
}

/// <summary>Three truth values: what is unknown stays unknown when it should be a null test.</summary>
internal sealed class ThinksInThreeValues : RepagingStore
{
    protected override bool Matches(Condition condition, KindModel kind, object entity) => condition switch
    {
        Condition.AnyOf { Conditions: [Condition.IsNull, Condition.Compare or Condition.In or Condition.AllOf] } any => Matches(any.Conditions[1], kind, entity),
        Condition.AllOf all => all.Conditions.Items.All(part => Matches(part, kind, entity)),
        Condition.AnyOf any => any.Conditions.Items.Any(part => Matches(part, kind, entity)),
        _ => base.Matches(condition, kind, entity),
    };
}

/// <summary>A missing value is unequal to every value.</summary>
internal sealed class FindsNullUnequal : RepagingStore
{
    protected override bool Matches(Condition condition, KindModel kind, object entity) => condition switch
    {
        Condition.Compare { Comparison: Comparison.NotEqual } compare => !kind.ValueOf(compare.Field, entity).Equals(compare.Value),
        Condition.AllOf all => all.Conditions.Items.All(part => Matches(part, kind, entity)),
        Condition.AnyOf any => any.Conditions.Items.Any(part => Matches(part, kind, entity)),
        _ => base.Matches(condition, kind, entity),
    };
}

/// <summary>Of a long list only the first thousand values are looked for.</summary>
internal sealed class CutsLists : RepagingStore
{
    protected override bool Matches(Condition condition, KindModel kind, object entity) => condition is Condition.In { Values.Count: > 1_000 } isIn
        ? base.Matches(isIn with { Values = isIn.Values.Items.Take(1_000).ToValueList() }, kind, entity)
        : base.Matches(condition, kind, entity);
}

/// <summary>Only the page is counted.</summary>
internal sealed class CountsThePage : DelegatingStore
{
    public override async Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => (await Inner.QueryAsync(query, cancellationToken)).Records.Count;
}

/// <summary>Finding answers only what there is.</summary>
internal sealed class FindsWithoutGaps : DelegatingStore
{
    public override async Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        [.. (await Inner.FindAsync(tenant, kind, ids, cancellationToken)).Where(static record => record is not null).Distinct()];
}

/// <summary>What cannot be asked is answered with nothing.</summary>
internal sealed class AnswersAnything : DelegatingStore
{
    public override async Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await Inner.QueryAsync(query, cancellationToken);
        }
        catch (CrmException)
        {
            return new RecordPage([], null);
        }
    }
}

/// <summary>A page is read record by record, while others go on committing.</summary>
internal sealed class ReadsPagesSlowly : DelegatingStore
{
    public override async Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        RecordPage page = await Inner.QueryAsync(query, cancellationToken);
        List<StoredRecord> records = [];
        foreach (StoredRecord record in page.Records)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            records.AddRange((await Inner.FindAsync(query.Tenant, query.Kind, [record.Id], cancellationToken)).OfType<StoredRecord>());
        }

        return page with { Records = records };
    }
}
