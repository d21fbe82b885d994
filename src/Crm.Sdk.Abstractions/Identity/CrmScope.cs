namespace Crm.Sdk;

/// <summary>For whom and by whom something is done: the tenant whose records are seen, and the actor who stands on what is written.</summary>
/// <remarks>Immutable and thread-safe. Every session, run and query has exactly one.</remarks>
public sealed record CrmScope
{
    /// <summary>Makes a scope.</summary>
    public CrmScope(TenantId tenant, ActorId actor)
    {
        Tenant = tenant;
        Actor = actor;
    }

    /// <summary>The tenant. Nothing of another tenant can be read or written through this scope.</summary>
    public TenantId Tenant { get; }

    /// <summary>Who acts.</summary>
    public ActorId Actor { get; }

    /// <summary>Whether the actor is the system itself (a schedule, an import, a classification run) and no person.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>A scope for work of the system itself.</summary>
    /// <param name="tenant">The tenant's name.</param>
    /// <param name="actor">The job's name, as it is to stand in the history.</param>
    public static CrmScope System(string tenant, string actor) => new(new TenantId(tenant), new ActorId(actor)) { IsSystem = true };
}
