using Crm.Sdk.Classification;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Commits batches and asks again with the same commit id while the outcome is unknown, so that nothing is written twice or lost.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class BatchCommitter(ICrmStore store, TimeProvider time)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)];

    /// <summary>The store's answer.</summary>
    /// <exception cref="CrmException">The store refuses the request as such.</exception>
    /// <exception cref="Exception">The outcome is still unknown after several tries; what was asked may be there or not.</exception>
    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
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
            catch (Exception error) when (attempt < Waits.Length && error is not (CrmException or OperationCanceledException))
            {
                await Task.Delay(Waits[attempt], time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
