namespace Crm.Sdk.Hosting;

/// <summary>Whose messages a host delivers.</summary>
internal static class OutboxScopes
{
    /// <exception cref="CrmException">CRM1001: a tenant or the actor has a form that is not allowed.</exception>
    public static IReadOnlyList<CrmScope> Of(OutboxHostOptions options) => options.Tenants.Count == 0
        ? [CrmScope.System(TenantId.Default.Value, options.Actor)]
        : [.. options.Tenants.Select(static tenant => new TenantId(tenant)).Distinct().Select(tenant => CrmScope.System(tenant.Value, options.Actor))];
}
