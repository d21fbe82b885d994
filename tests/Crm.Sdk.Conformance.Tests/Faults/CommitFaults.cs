using System.Collections.Concurrent;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Tests.Faults;

/// <summary>The first write is applied before the batch is judged.</summary>
internal sealed class AppliesHalf : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        CommitResult answer = await Inner.CommitAsync(batch, cancellationToken);
        if (answer is not CommitResult.Committed && batch.Writes.Count > 1)
        {
            await Inner.CommitAsync(new CommitBatch(batch.Tenant, RecordId.New().Value, batch.Actor, batch.At, [batch.Writes[0]]), cancellationToken);
        }

        return answer;
    }
}

/// <summary>A repeated commit id is a new commit.</summary>
internal sealed class ForgetsCommitIds : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        Inner.CommitAsync(Copy(batch, commitId: RecordId.New().Value), cancellationToken);
}

/// <summary>A commit id is answered as the first time, conflicts too.</summary>
internal sealed class RemembersConflicts : DelegatingStore
{
    private readonly ConcurrentDictionary<(TenantId, Guid), CommitResult> _answers = new();

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        _answers.TryGetValue((batch.Tenant, batch.CommitId), out CommitResult? first)
            ? first
            : _answers.GetOrAdd((batch.Tenant, batch.CommitId), await Inner.CommitAsync(batch, cancellationToken));
}

/// <summary>Commit ids are kept for all tenants together.</summary>
internal sealed class SharesCommitIds : DelegatingStore
{
    private readonly ConcurrentDictionary<Guid, CommitResult> _answers = new();

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        CommitResult answer = _answers.TryGetValue(batch.CommitId, out CommitResult? first) ? first : await Inner.CommitAsync(batch, cancellationToken);
        return answer is CommitResult.Committed ? _answers.GetOrAdd(batch.CommitId, answer) : answer;
    }
}

/// <summary>Adding what is there already overwrites it.</summary>
internal sealed class AddsOverWhatIsThere : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        List<RecordWrite> writes = [];
        foreach (RecordWrite write in batch.Writes)
        {
            StoredRecord? current = (await Inner.FindAsync(batch.Tenant, write.Kind, [write.Id], cancellationToken))[0];
            writes.Add(write.ExpectedVersion == 0 && current is not null ? write with { ExpectedVersion = current.Version } : write);
        }

        return await Inner.CommitAsync(Copy(batch, writes: writes), cancellationToken);
    }
}

/// <summary>Whoever writes last wins, whatever version was expected.</summary>
internal sealed class LastWriteWins : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            CommitResult answer = await Inner.CommitAsync(batch, cancellationToken);
            if (answer is not CommitResult.VersionConflict conflict)
            {
                return answer;
            }

            Dictionary<RecordRef, long> actual = conflict.Mismatches.Items.ToDictionary(static mismatch => mismatch.Record, static mismatch => mismatch.Actual);
            if (batch.Deletes.Any(delete => actual.ContainsKey(new RecordRef(delete.Kind, delete.Id))))
            {
                return answer;
            }

            batch = Copy(batch, writes: batch.Writes.Select(write => write with { ExpectedVersion = actual.GetValueOrDefault(new RecordRef(write.Kind, write.Id), write.ExpectedVersion) }), checks: []);
        }
    }
}

/// <summary>Records that were only read are not checked.</summary>
internal sealed class ChecksNothing : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => Inner.CommitAsync(Copy(batch, checks: []), cancellationToken);
}

/// <summary>Stops at the first mismatch.</summary>
internal sealed class ReportsOneMismatch : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => await Inner.CommitAsync(batch, cancellationToken) switch
    {
        CommitResult.VersionConflict conflict => new CommitResult.VersionConflict([conflict.Mismatches[0]]),
        var other => other,
    };
}

/// <summary>Keys are judged before versions.</summary>
internal sealed class JudgesKeysFirst : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        CommitResult answer = await Inner.CommitAsync(batch, cancellationToken);
        if (answer is CommitResult.VersionConflict)
        {
            var keysOnly = new CommitBatch(batch.Tenant, RecordId.New().Value, batch.Actor, batch.At, claims: batch.Claims, releases: batch.Releases);
            return await Inner.CommitAsync(keysOnly, cancellationToken) is CommitResult.UniqueConflict clash ? clash : answer;
        }

        return answer;
    }
}

/// <summary>Positions start again every few commits.</summary>
internal sealed class StartsPositionsAgain : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        await Inner.CommitAsync(batch, cancellationToken) is CommitResult.Committed committed ? new CommitResult.Committed(committed.Position % 10) : new CommitResult.Committed(0);
}

/// <summary>Two commits share a position.</summary>
internal sealed class SharesPositions : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => await Inner.CommitAsync(batch, cancellationToken) switch
    {
        CommitResult.Committed committed => new CommitResult.Committed(committed.Position / 2),
        var other => other,
    };
}

/// <summary>A batch without records is not a commit.</summary>
internal sealed class SkipsEmptyBatches : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        batch.Records == 0 ? new CommitResult.Committed(0) : await Inner.CommitAsync(batch, cancellationToken);
}

/// <summary>A repeated commit id is looked for first and committed later, with room for others between.</summary>
internal sealed class LooksThenCommits : DelegatingStore
{
    private readonly ConcurrentDictionary<Guid, CommitResult> _committed = new();

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        if (_committed.TryGetValue(batch.CommitId, out CommitResult? first))
        {
            return first;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        CommitResult answer = await Inner.CommitAsync(Copy(batch, commitId: RecordId.New().Value), cancellationToken);
        return answer is CommitResult.Committed ? _committed[batch.CommitId] = answer : answer;
    }
}

/// <summary>Only the first thousand records of a batch are written.</summary>
internal sealed class CutsBatches : DelegatingStore
{
    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        Inner.CommitAsync(Copy(batch, writes: batch.Writes.Take(1_000)), cancellationToken);
}

/// <summary>A commit that is cancelled on the way is applied, and its id is not kept.</summary>
internal sealed class LosesIdsOfCancelledCommits : DelegatingStore
{
    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return await Inner.CommitAsync(batch, cancellationToken);
        }

        await Inner.CommitAsync(Copy(batch, commitId: RecordId.New().Value), cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return new CommitResult.Committed(0);
    }
}
