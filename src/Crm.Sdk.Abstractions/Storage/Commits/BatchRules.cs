namespace Crm.Sdk.Storage;

/// <summary>The judgement of a batch that every store shares: versions first, then keys, with releases before claims, all of them reported.</summary>
/// <remarks>Thread-safe. A store gives it two look-ups into its current state and applies the batch only where the answer is null.</remarks>
public static class BatchRules
{
    /// <summary>Finds what speaks against a batch.</summary>
    /// <param name="batch">The batch, whose commit id is not a committed one.</param>
    /// <param name="versionOf">The current version of a record, 0 where it does not exist.</param>
    /// <param name="holderOf">The record that holds a key now, or null.</param>
    /// <returns>The conflict, or null where the batch can be applied.</returns>
    public static CommitResult? Conflict(CommitBatch batch, Func<RecordRef, long> versionOf, Func<UniqueKey, RecordId?> holderOf)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(versionOf);
        ArgumentNullException.ThrowIfNull(holderOf);

        List<VersionMismatch>? mismatches = null;
        foreach ((RecordRef record, long expected) in Expectations(batch))
        {
            long actual = versionOf(record);
            if (actual != expected)
            {
                (mismatches ??= []).Add(new VersionMismatch(record, expected, actual));
            }
        }

        if (mismatches is not null)
        {
            mismatches.Sort(static (a, b) => a.Record.CompareTo(b.Record));
            return new CommitResult.VersionConflict(mismatches.ToValueList());
        }

        List<KeyClash>? clashes = null;
        HashSet<KeyClaim>? released = batch.Releases.Count == 0 ? null : [.. batch.Releases];
        var taken = new Dictionary<UniqueKey, RecordId>(batch.Claims.Count);
        foreach (KeyClaim claim in batch.Claims)
        {
            RecordId? holder = taken.TryGetValue(claim.Key, out RecordId earlier) ? earlier : holderOf(claim.Key);
            if (holder is { } other && other != claim.Holder && (taken.ContainsKey(claim.Key) || released?.Contains(new KeyClaim(claim.Key, other)) != true))
            {
                (clashes ??= []).Add(new KeyClash(claim.Key, other));
            }
            else
            {
                taken[claim.Key] = claim.Holder;
            }
        }

        return clashes is null ? null : new CommitResult.UniqueConflict(clashes.ToValueList());
    }

    /// <summary>Every record that a batch names, with the version it must have.</summary>
    public static IEnumerable<(RecordRef Record, long Expected)> Expectations(CommitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (RecordWrite write in batch.Writes)
        {
            yield return (new RecordRef(write.Kind, write.Id), write.ExpectedVersion);
        }

        foreach (RecordDelete delete in batch.Deletes)
        {
            yield return (new RecordRef(delete.Kind, delete.Id), delete.ExpectedVersion);
        }

        foreach (VersionCheck check in batch.Checks)
        {
            yield return (new RecordRef(check.Kind, check.Id), check.ExpectedVersion);
        }
    }
}
