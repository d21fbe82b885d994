using Crm.Sdk.Sessions;

namespace Crm.Sdk.Loyalty;

/// <summary>Posts many postings in commits of its own: what conflicts is posted again, what is refused does not stop the others, and a repetition has no second effect (LO-1).</summary>
/// <remarks>Postings to one account wait for each other within the process, so that they do not conflict; other hosts may conflict with them and are waited for. A thread-safe singleton.</remarks>
public sealed class PointsPoster
{
    /// <summary>The greatest number of postings of one commit; more are posted in several.</summary>
    public const int MaxPerCommit = 1_000;

    private readonly ICrm _crm;
    private readonly PointsLedger _ledger;
    private readonly TimeProvider _time;
    private readonly PostingLanes _lanes = new();

    /// <summary>Makes a poster.</summary>
    public PointsPoster(ICrm crm, PointsLedger ledger, TimeProvider time) => (_crm, _ledger, _time) = (crm, ledger, time);

    /// <summary>Posts in order. A commit holds up to <see cref="MaxPerCommit"/> postings; one that fails leaves those of earlier commits posted, and all can be posted again.</summary>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="postings">The postings.</param>
    /// <param name="cancellationToken">Stops before a commit.</param>
    /// <returns>What became of each, in the given order.</returns>
    /// <exception cref="CrmException">CRM2032 or CRM2033: others changed the same accounts each time it was tried.</exception>
    /// <exception cref="Exception">The store failed; what of the last commit was written shows when the same postings are posted again.</exception>
    public async Task<IReadOnlyList<PostingOutcome>> PostAsync(CrmScope scope, IReadOnlyList<PointsPosting> postings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(postings);
        var outcomes = new List<PostingOutcome>(postings.Count);
        foreach (PointsPosting[] chunk in postings.Chunk(MaxPerCommit))
        {
            using PostingLanes.Pass pass = await _lanes.EnterAsync(chunk, cancellationToken).ConfigureAwait(false);
            outcomes.AddRange(await PostChunkAsync(scope, chunk, cancellationToken).ConfigureAwait(false));
        }

        return outcomes;
    }

    private Task<List<PostingOutcome>> PostChunkAsync(CrmScope scope, PointsPosting[] chunk, CancellationToken cancellationToken) => _crm.CommitAsync(
        scope,
        async (session, stop) =>
        {
            PointsWork work = _ledger.Work(session);
            await work.PrepareAsync(chunk, stop).ConfigureAwait(false);
            var outcomes = new List<PostingOutcome>(chunk.Length);
            foreach (PointsPosting posting in chunk)
            {
                outcomes.Add(await TryAsync(work, posting, stop).ConfigureAwait(false));
            }

            return outcomes;
        },
        _time,
        cancellationToken);

    private static async Task<PostingOutcome> TryAsync(PointsWork work, PointsPosting posting, CancellationToken cancellationToken)
    {
        try
        {
            return new PostingOutcome(posting, await work.PostAsync(posting, cancellationToken).ConfigureAwait(false), null);
        }
        catch (CrmException refusal) when (refusal is not (CrmConflictException or CrmDuplicateException))
        {
            return new PostingOutcome(posting, null, refusal);
        }
    }
}
