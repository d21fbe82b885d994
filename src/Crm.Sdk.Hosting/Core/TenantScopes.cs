namespace Crm.Sdk.Hosting;

/// <summary>For whom a schedule of the host works.</summary>
internal static class TenantScopes
{
    /// <summary>The tenants by name, each once; the default one where none is named.</summary>
    /// <exception cref="CrmException">CRM1001: a tenant or the actor has a form that is not allowed.</exception>
    public static IReadOnlyList<CrmScope> Of(IList<string> tenants, string actor) => tenants.Count == 0
        ? [CrmScope.System(TenantId.Default.Value, actor)]
        : [.. tenants.Select(static tenant => new TenantId(tenant)).Distinct().Select(tenant => CrmScope.System(tenant.Value, actor))];
}
