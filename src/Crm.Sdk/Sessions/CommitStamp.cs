using NodaTime;

namespace Crm.Sdk.Sessions;

/// <summary>What every row of one commit carries: tenant, commit id, actor, instant, and the run it belongs to.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="CommitId">The commit's id.</param>
/// <param name="Actor">Who commits.</param>
/// <param name="At">When, in business time, whole microseconds.</param>
/// <param name="Run">The run, or null.</param>
/// <param name="Reason">Why, in the actor's words, or null.</param>
public sealed record CommitStamp(TenantId Tenant, Guid CommitId, ActorId Actor, Instant At, RecordId? Run = null, string? Reason = null)
{
    /// <summary>A stamp with a new commit id.</summary>
    public static CommitStamp New(CrmScope scope, IClock clock, RecordId? run = null, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(clock);
        return new CommitStamp(scope.Tenant, RecordId.New().Value, scope.Actor, clock.GetCurrentInstant().FloorToMicrosecond(), run, reason);
    }

    /// <summary>The origin of a record that this commit adds.</summary>
    public Origin Origin => new(At, Actor, Run);
}
