using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Lifecycle;

/// <summary>Reads who is lost at an instant, since when, why and of which value, a batch at a time.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LostCustomers(ICrmStore store, QueryRunner queries, LabelReader labels, WinBackSettings settings)
{
    public async IAsyncEnumerable<IReadOnlyList<LostCustomer>> ReadAsync(CrmScope scope, AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MergedCustomers merged = await MergedCustomers.ReadAsync(store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var all = new StoreQuery(scope.Tenant, CustomerLifecycleModel.Kind.Kind) { Limit = settings.BatchSize };
        await foreach (CustomerLifecycle[] page in queries.AllAsync<CustomerLifecycle>(all, cancellationToken).Chunk(settings.BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            (CustomerId Customer, StageChange Change)[] lost =
            [
                .. page.Where(life => !merged.Contains(life.Customer)).Select(life => (life.Customer, Change: life.At(asOf.Instant)!)).Where(static of => of.Change?.Stage == LifecycleStages.Lost),
            ];
            if (lost.Length > 0)
            {
                CustomerId[] customers = [.. lost.Select(static of => of.Customer)];
                Dictionary<CustomerId, LossReason> reasons = await ReasonsAsync(scope, asOf, customers, merged, cancellationToken).ConfigureAwait(false);
                Dictionary<CustomerId, string?> values = await ValuesAsync(scope, customers, cancellationToken).ConfigureAwait(false);
                yield return [.. lost.Select(of => new LostCustomer(of.Customer, of.Change.At, reasons.GetValueOrDefault(of.Customer), values.GetValueOrDefault(of.Customer)))];
            }
        }
    }

    /// <summary>The reason that was found out last, of each customer of whom one is known.</summary>
    private async Task<Dictionary<CustomerId, LossReason>> ReasonsAsync(CrmScope scope, AsOf asOf, CustomerId[] customers, MergedCustomers merged, CancellationToken cancellationToken)
    {
        var last = new Dictionary<CustomerId, LossReason>();
        var query = new StoreQuery(scope.Tenant, LossReasonModel.Kind.Kind)
        {
            Where = Condition.All(
                Condition.IsIn(LossReasonModel.Customer, [.. merged.WithMembers(customers).Select(static id => FieldValue.Of(id))]), Condition.Is(LossReasonModel.Date, Comparison.LessOrEqual, FieldValue.Of(asOf.Date))),
            Limit = settings.BatchSize,
        };
        await foreach (LossReason reason in queries.AllAsync<LossReason>(query, cancellationToken).ConfigureAwait(false))
        {
            CustomerId customer = merged.Of(reason.Customer.Value);
            if (!last.TryGetValue(customer, out LossReason? before) || (reason.Date, reason.Id).CompareTo((before.Date, before.Id)) > 0)
            {
                last[customer] = reason;
            }
        }

        return last;
    }

    private async Task<Dictionary<CustomerId, string?>> ValuesAsync(CrmScope scope, CustomerId[] customers, CancellationToken cancellationToken)
    {
        var values = new Dictionary<CustomerId, string?>();
        await foreach (LabelAssignment label in labels.OfManyAsync(scope, customers, settings.ValueDimension, cancellationToken).ConfigureAwait(false))
        {
            values[label.Customer] = label.Label;
        }

        return values;
    }
}
