using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The numbers that stand for tenants in every key. A tenant gets one with its first commit and keeps it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TenantDirectory
{
    private readonly ConcurrentDictionary<TenantId, int> _numbers = new();

    /// <summary>The tenant's number, or null where it has committed nothing yet.</summary>
    public async ValueTask<int?> FindAsync(TenantId tenant, CatalogueContext context, CancellationToken cancellationToken)
    {
        if (_numbers.TryGetValue(tenant, out int known))
        {
            return known;
        }

        string name = tenant.Value;
        int[] found = await context.Rows(SystemTables.Tenants.Name)
            .Where(row => EF.Property<string>(row, "name") == name)
            .Select(static row => EF.Property<int>(row, "tenant"))
            .ToArrayAsync(cancellationToken).ConfigureAwait(false);
        return found is [int number] ? _numbers.GetOrAdd(tenant, number) : null;
    }
}
