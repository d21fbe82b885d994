using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Reads how much of what was granted is used, privilege by privilege (LO-6).</summary>
/// <remarks>Page by page, in memory that grows with the number of privileges. A thread-safe singleton.</remarks>
public sealed class PrivilegeUsageReader
{
    private const int PageSize = 500;
    private readonly QueryRunner _queries;

    /// <summary>Makes a reader.</summary>
    public PrivilegeUsageReader(ICrmStore store, ModelCatalogue model) => _queries = new QueryRunner(store, model);

    /// <summary>The usage at an instant, by privilege.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async Task<IReadOnlyList<PrivilegeUsage>> ReadAsync(CrmScope scope, Instant at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var sums = new SortedDictionary<string, PrivilegeUsage>(StringComparer.Ordinal);
        var query = new StoreQuery(scope.Tenant, EntitlementModel.Kind.Kind) { Limit = PageSize };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            Entitlement[] holding = [.. page.Records.Select(static record => (Entitlement)record.Entity).Where(one => one.HoldsAt(at))];
            ILookup<EntitlementId, EntitlementUse> uses = await UsesAsync(scope, holding, cancellationToken).ConfigureAwait(false);
            foreach (Entitlement one in holding)
            {
                int used = uses[one.Id].Count(use => use.CountsAt(at));
                PrivilegeUsage sum = sums.GetValueOrDefault(one.Privilege) ?? new PrivilegeUsage(one.Privilege, 0, 0, 0, 0, 0);
                sums[one.Privilege] = one.Count is { } count
                    ? sum with { Entitlements = sum.Entitlements + 1, Granted = sum.Granted + count, Used = sum.Used + used }
                    : sum with { Entitlements = sum.Entitlements + 1, Unlimited = sum.Unlimited + 1, UsedWithoutLimit = sum.UsedWithoutLimit + used };
            }

            if (page.Next is null)
            {
                return [.. sums.Values];
            }

            query = query with { After = page.Next };
        }
    }

    private async Task<ILookup<EntitlementId, EntitlementUse>> UsesAsync(CrmScope scope, Entitlement[] of, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, EntitlementUseModel.Kind.Kind) { Where = Condition.IsIn(EntitlementUseModel.Entitlement, [.. of.Select(static one => FieldValue.Of((RecordId)one.Id))]), Limit = PageSize };
        return (of.Length == 0 ? [] : await _queries.AllAsync<EntitlementUse>(query, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(static use => use.Entitlement);
    }
}
