using Crm.Sdk.History;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Since when customers lie in the recycle bin: since the last revision that put them there, else since they were added removed.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class BinDates(QueryRunner queries)
{
    private const int PageSize = 1_000;

    private static readonly string Removed = FieldValue.Of((long)CustomerState.Removed).ToString();

    /// <param name="tenant">The tenant.</param>
    /// <param name="customers">Removed customers.</param>
    /// <param name="cancellationToken">Stops between pages of revisions.</param>
    /// <returns>The instants; none for one of whom nothing says it.</returns>
    public async Task<Dictionary<RecordId, Instant>> ReadAsync(TenantId tenant, IReadOnlyList<StoredRecord> customers, CancellationToken cancellationToken)
    {
        if (customers.Count == 0)
        {
            return [];
        }

        var latest = new Dictionary<RecordId, (long Version, Instant At)>();
        foreach (StoredRecord customer in customers)
        {
            if (((Customer)customer.Entity).Origin is { } origin)
            {
                latest[customer.Id] = (0, origin.At);
            }
        }

        var query = new StoreQuery(tenant, RevisionModel.Kind.Kind)
        {
            Where = Condition.IsIn(RevisionModel.Record, [.. customers.Select(static customer => FieldValue.Of(customer.Id))]),
            Limit = PageSize,
        };
        await foreach (Revision revision in queries.AllAsync<Revision>(query, cancellationToken).ConfigureAwait(false))
        {
            if (revision.Changes.Any(static change => change.Field == CustomerModel.State.Name && change.New == Removed)
                && revision.Version > (latest.TryGetValue(revision.Record.Id, out (long Version, Instant At) before) ? before.Version : 0))
            {
                latest[revision.Record.Id] = (revision.Version, revision.At);
            }
        }

        return latest.ToDictionary(static entry => entry.Key, static entry => entry.Value.At);
    }
}
