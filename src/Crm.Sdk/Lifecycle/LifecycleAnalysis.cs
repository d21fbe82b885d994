using Crm.Sdk.Classification;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Lifecycle;

/// <summary>Reads the kept lifecycles of all customers: funnel, time in stage, and moves between two instants (LC-1).</summary>
/// <remarks>
/// A thread-safe singleton. Reads page by page; memory grows with the stages and the different lengths of stays. Past instants are told by what the last run knew: what was returned later did not happen.
/// </remarks>
public sealed class LifecycleAnalysis
{
    private const int PageSize = 1_000;

    private readonly ICrmStore _store;
    private readonly CustomerLifecycles _lifecycles;
    private readonly QueryRunner _queries;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">Knows the kinds.</param>
    /// <param name="store">The store.</param>
    /// <param name="lifecycles">Knows the order of the stages.</param>
    public LifecycleAnalysis(ICrm crm, ICrmStore store, CustomerLifecycles lifecycles)
    {
        ArgumentNullException.ThrowIfNull(crm);
        (_store, _lifecycles, _queries) = (store, lifecycles, new QueryRunner(store, crm.Model));
    }

    /// <summary>The funnel between two instants.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="first">The first instant.</param>
    /// <param name="last">The last one, not before the first.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM1030: the last instant lies before the first.</exception>
    public async Task<LifecycleFunnel> FunnelAsync(CrmScope scope, AsOf first, AsOf last, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(last);
        Require.InOrder(first.Instant, last.Instant, "lifecycle-funnel");
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var tally = new FunnelTally(first, last);
        var all = new StoreQuery(scope.Tenant, CustomerLifecycleModel.Kind.Kind) { Limit = PageSize };
        await foreach (CustomerLifecycle lifecycle in _queries.AllAsync<CustomerLifecycle>(all, cancellationToken).ConfigureAwait(false))
        {
            if (!merged.Contains(lifecycle.Customer)) // merged after the last run: its life is the survivor's
            {
                tally.Add(lifecycle);
            }
        }

        return tally.Build(await _lifecycles.DefinitionAsync(cancellationToken).ConfigureAwait(false));
    }
}
