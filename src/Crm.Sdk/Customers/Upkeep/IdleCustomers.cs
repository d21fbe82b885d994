using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Says which customers of a page are idle: four questions a page, however many customers it has.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class IdleCustomers(ICrmStore store, ModelCatalogue model)
{
    /// <summary>Those who never ordered, have no open task, and with whom nothing happened since an instant: no interaction, no change, not added.</summary>
    public async Task<HashSet<RecordId>> OfAsync(TenantId tenant, IReadOnlyList<Customer> customers, Instant since, CancellationToken cancellationToken)
    {
        HashSet<RecordId> idle = [.. customers.Where(customer => !(customer.Origin?.At >= since)).Select(static customer => (RecordId)customer.Id)];
        FieldValue from = FieldValue.Of(since);
        await BusyAsync(OrderModel.Kind.Kind, OrderModel.Customer, Condition.Everything).ConfigureAwait(false);
        await BusyAsync(InteractionModel.Kind.Kind, InteractionModel.Customer, Condition.Is(InteractionModel.At, Comparison.GreaterOrEqual, from)).ConfigureAwait(false);
        await BusyAsync(CrmTaskModel.Kind.Kind, CrmTaskModel.Customer, Condition.Equal(CrmTaskModel.State, FieldValue.Of((long)TaskState.Open))).ConfigureAwait(false);
        await BusyAsync(RevisionModel.Kind.Kind, RevisionModel.Record, Condition.Is(RevisionModel.At, Comparison.GreaterOrEqual, from)).ConfigureAwait(false);
        return idle;

        async Task BusyAsync(RecordKind kind, FieldId customer, Condition happened)
        {
            if (idle.Count == 0)
            {
                return;
            }

            var query = new StoreQuery(tenant, kind) { Where = Condition.All(Condition.IsIn(customer, [.. idle.Select(static id => FieldValue.Of(id))]), happened) };
            await ColumnScan.RunAsync(store, query, model[kind], [customer], [FieldType.Id], Strike, cancellationToken).ConfigureAwait(false);
        }

        ValueTask Strike(ColumnBatch batch, CancellationToken token)
        {
            foreach (Guid busy in batch.Ids(0)[..batch.Count])
            {
                idle.Remove(new RecordId(busy));
            }

            return ValueTask.CompletedTask;
        }
    }
}
