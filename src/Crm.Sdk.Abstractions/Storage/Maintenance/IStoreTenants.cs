namespace Crm.Sdk.Storage;

/// <summary>Optional ability of a store: names the tenants that it keeps something of. For upkeep of the whole store, never for answering a tenant.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IStoreTenants
{
    /// <summary>All tenants that have committed something, by name.</summary>
    Task<IReadOnlyList<TenantId>> TenantsAsync(CancellationToken cancellationToken);
}
