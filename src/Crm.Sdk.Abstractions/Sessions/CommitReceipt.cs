using NodaTime;

namespace Crm.Sdk;

/// <summary>What a commit did.</summary>
/// <param name="CommitId">The commit's id; it stands on every row the commit wrote.</param>
/// <param name="Position">Its place in the tenant's order of commits; 0 where there was nothing to write.</param>
/// <param name="At">When, in business time.</param>
/// <param name="Records">How many records were added, changed or removed, bookkeeping not counted.</param>
public sealed record CommitReceipt(Guid CommitId, long Position, Instant At, int Records)
{
    /// <summary>Written customers that are probably there already, as the action rules of plugins told.</summary>
    public ValueList<DuplicateAlert> Duplicates { get; init; }
}
