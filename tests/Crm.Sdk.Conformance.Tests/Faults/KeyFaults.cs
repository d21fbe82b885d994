using System.Collections.Concurrent;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Tests.Faults;

/// <summary>The last release of a batch is overlooked.</summary>
internal sealed class SkipsOneRelease : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        Inner.CommitAsync(Copy(batch, releases: batch.Releases.SkipLast(1)), cancellationToken);
}

/// <summary>Keys are never given up.</summary>
internal sealed class ReleasesNothing : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => Inner.CommitAsync(Copy(batch, releases: []), cancellationToken);
}

/// <summary>Keys are not unique.</summary>
internal sealed class ClaimsNothing : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => Inner.CommitAsync(Copy(batch, claims: []), cancellationToken);
}

/// <summary>Keys that differ by case or by blanks at the end are the same, as in many a database's default collation.</summary>
internal sealed class FoldsKeys : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        Inner.CommitAsync(Copy(batch, releases: batch.Releases.Select(Fold), claims: batch.Claims.Select(Fold)), cancellationToken);

    private static KeyClaim Fold(KeyClaim claim) => claim with { Key = claim.Key with { Value = claim.Key.Value.TrimEnd().ToUpperInvariant() } };
}

/// <summary>Keeps its own holders of keys, for faults that need to know them.</summary>
internal abstract class HolderStore : DelegatingStore
{
    protected ConcurrentDictionary<(TenantId Tenant, UniqueKey Key), RecordId> Holders { get; } = new();

    protected void Apply(CommitBatch batch)
    {
        foreach (KeyClaim release in batch.Releases)
        {
            Holders.TryRemove(KeyValuePair.Create((batch.Tenant, release.Key), release.Holder));
        }

        foreach (KeyClaim claim in batch.Claims)
        {
            Holders[(batch.Tenant, claim.Key)] = claim.Holder;
        }
    }
}

/// <summary>A release frees the key whoever holds it.</summary>
internal sealed class LetsAnyoneRelease : HolderStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        IEnumerable<KeyClaim> releases = batch.Releases.Select(release => release with { Holder = Holders.GetValueOrDefault((batch.Tenant, release.Key), release.Holder) });
        CommitResult answer = await Inner.CommitAsync(Copy(batch, releases: releases), cancellationToken);
        if (answer is CommitResult.Committed)
        {
            Apply(batch);
        }

        return answer;
    }
}

/// <summary>Claims are judged against what was held before the batch.</summary>
internal sealed class ClaimsBeforeReleasing : HolderStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        KeyClash[] clashes =
        [
            .. batch.Claims
                .Where(claim => Holders.TryGetValue((batch.Tenant, claim.Key), out RecordId holder) && holder != claim.Holder)
                .Select(claim => new KeyClash(claim.Key, Holders[(batch.Tenant, claim.Key)])),
        ];
        if (clashes.Length > 0)
        {
            return new CommitResult.UniqueConflict(clashes.ToValueList());
        }

        CommitResult answer = await Inner.CommitAsync(batch, cancellationToken);
        if (answer is CommitResult.Committed)
        {
            Apply(batch);
        }

        return answer;
    }
}

/// <summary>Keys are judged first and taken later, with room for others between.</summary>
internal sealed class JudgesThenClaims : HolderStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        CommitResult? conflict = BatchRules.Conflict(
            Copy(batch, writes: [], checks: []), static _ => 0, key => Holders.TryGetValue((batch.Tenant, key), out RecordId holder) ? holder : null);
        if (conflict is CommitResult.UniqueConflict)
        {
            return conflict;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        CommitResult answer = await Inner.CommitAsync(Copy(batch, releases: [], claims: []), cancellationToken);
        if (answer is CommitResult.Committed)
        {
            Apply(batch);
        }

        return answer;
    }
}
