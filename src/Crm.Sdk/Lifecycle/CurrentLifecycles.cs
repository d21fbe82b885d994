using Crm.Sdk.Classification;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>The stage and phase of each customer at an instant.</summary>
/// <remarks>Some 60 bytes a customer. Those whose present stage began later are read with their history. Immutable and thread-safe.</remarks>
internal sealed class CurrentLifecycles
{
    private const int PageSize = 1_000;

    private static readonly FieldId[] Fields = [CustomerLifecycleModel.Customer, CustomerLifecycleModel.Stage, CustomerLifecycleModel.Phase];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Text, FieldType.Text];

    private readonly Dictionary<Guid, (Category Stage, Category Phase)> _stages = [];

    private CurrentLifecycles()
    {
    }

    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="at">The instant.</param>
    /// <param name="customers">The customers; null for everybody.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<CurrentLifecycles> ReadAsync(ICrmStore store, TenantId tenant, Instant at, FieldValue[]? customers, CancellationToken cancellationToken)
    {
        var current = new CurrentLifecycles();
        FieldValue then = FieldValue.Of(at.FloorToMicrosecond());
        await ColumnScan.RunAsync(
            store,
            Query(Condition.Is(CustomerLifecycleModel.Since, Comparison.LessOrEqual, then)),
            CustomerLifecycleModel.Kind,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    current._stages[batch.Ids(0)[row]] = (Category.Of(batch.Texts(1)[row]!), Category.Of(batch.Texts(2)[row]!));
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        var pages = new QueryRunner(store, new ModelCatalogue([CustomerLifecycleModel.Kind]));
        StoreQuery later = Query(Condition.Is(CustomerLifecycleModel.Since, Comparison.Greater, then)) with { Limit = PageSize };
        await foreach (CustomerLifecycle lifecycle in pages.AllAsync<CustomerLifecycle>(later, cancellationToken).ConfigureAwait(false))
        {
            if (lifecycle.At(at) is { } change)
            {
                current._stages[lifecycle.Customer.Value] = (Category.Of(change.Stage), Category.Of(change.Phase));
            }
        }

        return current;

        StoreQuery Query(Condition where) => new(tenant, CustomerLifecycleModel.Kind.Kind)
        {
            Where = customers is null ? where : Condition.All(where, Condition.IsIn(CustomerLifecycleModel.Customer, customers)),
        };
    }

    public void Load(FactRequest request)
    {
        for (int i = 0; _stages.Count > 0 && i < request.Count; i++)
        {
            if (_stages.TryGetValue(request.CustomerId(i).Value, out (Category Stage, Category Phase) found))
            {
                request.Set(LifecycleStageFacts.Stage, i, found.Stage);
                request.Set(LifecycleStageFacts.Phase, i, found.Phase);
            }
        }
    }
}
