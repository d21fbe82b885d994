using Crm.Sdk.Classification;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Writes steps of messages, many in one commit, and finds out which of them others forestalled.</summary>
internal sealed class OutboxWriter(ICrmStore store, CrmScope scope, IClock clock, TimeProvider time, DispatchOptions options)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes all steps whose messages still have the expected version.</summary>
    /// <param name="writes">The steps.</param>
    /// <param name="gate">What must still be so, and what is written beside; null where the gate relied on nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The messages whose steps are lost, because another dispatcher or an operator changed them meanwhile; null, and nothing is written, where that or a change of what the gate relied on makes it judge again.</returns>
    public async Task<IReadOnlySet<RecordId>?> WriteAsync(IReadOnlyCollection<RowWrite> writes, GateAnswer? gate, CancellationToken cancellationToken)
    {
        HashSet<RecordId> lost = [];
        while (writes.Count > lost.Count)
        {
            RecordKind kind = OutboxModel.Kind.Kind;
            var batch = new CommitBatch(
                scope.Tenant,
                RecordId.New().Value,
                scope.Actor,
                clock.GetCurrentInstant(),
                [.. writes.Where(write => !lost.Contains(write.Message.Id)).Select(write => new RecordWrite(kind, write.Message.Id, write.ExpectedVersion, write.Message)), .. gate?.Writes ?? []],
                checks: gate?.Checks);
            switch (await AskAsync(batch, cancellationToken).ConfigureAwait(false))
            {
                case CommitResult.VersionConflict when gate is not null:
                    return null;
                case CommitResult.VersionConflict conflict:
                    lost.UnionWith(conflict.Mismatches.Select(static mismatch => mismatch.Record.Id));
                    break;
                case CommitResult.UniqueConflict:
                    throw new InvalidOperationException("A commit that claims no key cannot clash with one."); // the store broke its contract
                default:
                    return lost;
            }
        }

        return lost;
    }

    /// <summary>An exception says that the outcome is unknown, so the same batch is asked for again; it is written once.</summary>
    private async Task<CommitResult> AskAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                CommitResult result = await store.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
                if (result is CommitResult.Committed committed)
                {
                    CommitWatch.Of(store).Committed(batch, committed.Position);
                }

                return result;
            }
            catch (Exception error) when (error is not CrmException && attempt < options.CommitAttempts && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(FirstWait * (1 << (attempt - 1)), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
