using NodaTime;

namespace Crm.Sdk.Storage;

/// <summary>What one commit changes: writes, deletes, checks and unique keys of one tenant, all or nothing, once per commit id.</summary>
/// <remarks>
/// <para>A batch names each record at most once. Its releases and claims agree with its records: what a write newly holds is claimed, what a write or a delete gives up is
/// released, and nothing else is claimed. So a store may keep keys apart or hold them by unique indexes over the fields.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class CommitBatch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="tenant">The one tenant of everything in the batch.</param>
    /// <param name="commitId">The commit's id; asking again with it never commits twice.</param>
    /// <param name="actor">Who commits.</param>
    /// <param name="at">When, in business time, whole microseconds.</param>
    /// <param name="writes">Records to add (expected version 0) or change.</param>
    /// <param name="deletes">Records to delete.</param>
    /// <param name="checks">Records that were only read and must not have changed.</param>
    /// <param name="releases">Unique keys given up; a release that its named holder does not hold is ignored.</param>
    /// <param name="claims">Unique keys taken, after all releases.</param>
    /// <exception cref="CrmException">CRM2022: the commit id is empty, a record is named twice, or a delete or a version is impossible.</exception>
    public CommitBatch(
        TenantId tenant,
        Guid commitId,
        ActorId actor,
        Instant at,
        IReadOnlyList<RecordWrite>? writes = null,
        IReadOnlyList<RecordDelete>? deletes = null,
        IReadOnlyList<VersionCheck>? checks = null,
        IReadOnlyList<KeyClaim>? releases = null,
        IReadOnlyList<KeyClaim>? claims = null)
    {
        if (commitId == Guid.Empty)
        {
            throw new CrmException(StorageErrorCodes.BadBatch, "The commit id is empty; a second batch with it would be taken for a repetition of the first.");
        }

        Tenant = tenant;
        CommitId = commitId;
        Actor = actor;
        At = at.FloorToMicrosecond();
        Writes = writes ?? [];
        Deletes = deletes ?? [];
        Checks = checks ?? [];
        Releases = releases ?? [];
        Claims = claims ?? [];
        RefuseTwice();
    }

    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; }

    /// <summary>The commit's id.</summary>
    public Guid CommitId { get; }

    /// <summary>Who commits.</summary>
    public ActorId Actor { get; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; }

    /// <summary>Records added or changed.</summary>
    public IReadOnlyList<RecordWrite> Writes { get; }

    /// <summary>Records deleted.</summary>
    public IReadOnlyList<RecordDelete> Deletes { get; }

    /// <summary>Records only read.</summary>
    public IReadOnlyList<VersionCheck> Checks { get; }

    /// <summary>Unique keys given up.</summary>
    public IReadOnlyList<KeyClaim> Releases { get; }

    /// <summary>Unique keys taken.</summary>
    public IReadOnlyList<KeyClaim> Claims { get; }

    /// <summary>How many records the batch names.</summary>
    public int Records => Writes.Count + Deletes.Count + Checks.Count;

    private void RefuseTwice()
    {
        var seen = new HashSet<RecordRef>(Records);
        foreach (RecordWrite write in Writes)
        {
            Once(seen, new RecordRef(write.Kind, write.Id), write.ExpectedVersion, least: 0);
        }

        foreach (RecordDelete delete in Deletes)
        {
            Once(seen, new RecordRef(delete.Kind, delete.Id), delete.ExpectedVersion, least: 1);
        }

        foreach (VersionCheck check in Checks)
        {
            Once(seen, new RecordRef(check.Kind, check.Id), check.ExpectedVersion, least: 0);
        }
    }

    private static void Once(HashSet<RecordRef> seen, RecordRef record, long version, long least)
    {
        if (version < least)
        {
            throw new CrmException(StorageErrorCodes.BadBatch, $"{record}: the expected version is {version}; it must be {least} or more.");
        }

        if (!seen.Add(record))
        {
            throw new CrmException(StorageErrorCodes.BadBatch, $"{record} stands twice in one batch; a batch names each record once, as write, delete or check.");
        }
    }
}
