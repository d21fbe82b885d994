using System.Runtime.CompilerServices;
using Crm.Sdk.Labels;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>Reads labels as of the tenant's current run: the old run or the new one, never half of both.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class LabelReader
{
    private const int PageSize = 5_000;

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;

    /// <summary>Makes a reader.</summary>
    public LabelReader(ICrm crm, ICrmStore store)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _crm = crm;
        _store = store;
        _queries = new QueryRunner(store, crm.Model);
    }

    /// <summary>The run whose labels are current, or null before the first.</summary>
    public async Task<ClassificationRun?> CurrentRunAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        ClassificationState? state = await session.FindAsync<ClassificationState>(ClassificationState.TheId, cancellationToken).ConfigureAwait(false);
        return state?.CurrentRunId is { } id ? await session.FindAsync<ClassificationRun>(id, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>The current labels of one customer, by dimension.</summary>
    public async Task<IReadOnlyList<LabelAssignment>> OfAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        var labels = new List<LabelAssignment>();
        await foreach (LabelAssignment label in CurrentAsync(scope, Condition.Equal(LabelModel.Customer, FieldValue.Of(customer)), cancellationToken).ConfigureAwait(false))
        {
            labels.Add(label);
        }

        labels.Sort(static (a, b) => string.CompareOrdinal(a.Dimension, b.Dimension));
        return labels;
    }

    /// <summary>All current labels of a dimension, in no particular order; those without a label too.</summary>
    public IAsyncEnumerable<LabelAssignment> OfDimensionAsync(CrmScope scope, string dimension, CancellationToken cancellationToken) =>
        CurrentAsync(scope, Condition.Equal(LabelModel.Dimension, FieldValue.Of(dimension)), cancellationToken);

    /// <summary>The current labels of some customers in a dimension, in no particular order.</summary>
    internal IAsyncEnumerable<LabelAssignment> OfManyAsync(CrmScope scope, IReadOnlyList<CustomerId> customers, string dimension, CancellationToken cancellationToken) => CurrentAsync(
        scope,
        Condition.All(
            Condition.IsIn(LabelModel.Customer, [.. customers.Select(static id => FieldValue.Of((RecordId)id))]),
            Condition.Equal(LabelModel.Dimension, FieldValue.Of(dimension))),
        cancellationToken);

    /// <summary>The current labels of some customers in all dimensions, in no particular order.</summary>
    internal IAsyncEnumerable<LabelAssignment> OfManyAsync(CrmScope scope, IReadOnlyList<CustomerId> customers, CancellationToken cancellationToken) =>
        CurrentAsync(scope, Condition.IsIn(LabelModel.Customer, [.. customers.Select(static id => FieldValue.Of((RecordId)id))]), cancellationToken);

    /// <summary>The customers that have a label now, in no particular order.</summary>
    public async IAsyncEnumerable<CustomerId> MembersAsync(CrmScope scope, string dimension, string label, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Condition members = Condition.Equal(LabelModel.Class, FieldValue.Of(LabelAssignment.ClassOf(dimension, label)));
        await foreach (LabelAssignment assignment in CurrentAsync(scope, members, cancellationToken).ConfigureAwait(false))
        {
            yield return assignment.Customer;
        }
    }

    /// <summary>Some fields of all current labels in columns, without building entities.</summary>
    internal async Task ScanAsync(
        CrmScope scope, FieldId[] fields, FieldType[] types, Func<ColumnBatch, CancellationToken, ValueTask> take, CancellationToken cancellationToken)
    {
        if (await CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false) is { } run)
        {
            var query = new StoreQuery(scope.Tenant, LabelModel.Kind.Kind) { Where = CurrentIn(run, Condition.Everything) };
            await ColumnScan.RunAsync(_store, query, LabelModel.Kind, fields, types, take, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Condition CurrentIn(ClassificationRun run, Condition which)
    {
        FieldValue number = FieldValue.Of(run.Number);
        return Condition.All(which, Condition.Is(LabelModel.FromRun, Comparison.LessOrEqual, number), Condition.Is(LabelModel.ToRun, Comparison.Greater, number));
    }

    private async IAsyncEnumerable<LabelAssignment> CurrentAsync(CrmScope scope, Condition which, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            yield break;
        }

        var query = new StoreQuery(scope.Tenant, LabelModel.Kind.Kind)
        {
            Where = CurrentIn(run, which),
            Limit = PageSize,
        };
        await foreach (LabelAssignment label in _queries.AllAsync<LabelAssignment>(query, cancellationToken).ConfigureAwait(false))
        {
            yield return label;
        }
    }
}
