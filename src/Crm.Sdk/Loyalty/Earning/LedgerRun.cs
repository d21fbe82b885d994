using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A book that is committed from time to time, each time in a session of its own. Used by one thread.</summary>
internal sealed class LedgerRun(ICrm crm, CrmScope scope, PointsLedger ledger, PointsStatements statements, QueryRunner queries, EarningPlan plan, int perCommit) : IEarningBook, IAsyncDisposable
{
    private ICrmSession? _session;
    private LedgerBook? _book;

    /// <summary>What rules that are capped over the whole programme have given.</summary>
    public Dictionary<string, long> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>What was done and committed.</summary>
    public EarningReport Committed { get; private set; } = new();

    /// <summary>Commits where enough was touched, or at the end; then takes what the walk did as done.</summary>
    public async Task CheckpointAsync(EarningWalk walk, bool isLast, CancellationToken cancellationToken)
    {
        if (await CommitAsync(isLast ? 0 : perCommit, cancellationToken).ConfigureAwait(false))
        {
            Committed = Committed.Plus(walk.Done);
            walk.Done = new EarningReport();
        }
    }

    /// <summary>Commits where at least so much was touched.</summary>
    /// <returns>Whether nothing is left to commit.</returns>
    public async Task<bool> CommitAsync(int least, CancellationToken cancellationToken)
    {
        if (_book is not { } book)
        {
            return true;
        }

        if (book.Touched < least)
        {
            return false;
        }

        book.Close();
        _ = await _session!.CommitAsync(cancellationToken).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        return true;
    }

    public async Task<IReadOnlyList<PointsEarning?>> FindAsync(IReadOnlyList<PointsEarningId> ids, CancellationToken cancellationToken) =>
        await (await BookAsync(cancellationToken).ConfigureAwait(false)).FindAsync(ids, cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<PointsEarning> OfAsync(MemberFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (PointsEarning earning in (await BookAsync(cancellationToken).ConfigureAwait(false)).OfAsync(file, cancellationToken).ConfigureAwait(false))
        {
            yield return earning;
        }
    }

    public async Task<(PointsEarning Kept, CrmException? Refusal)> PutAsync(PointsEarning? before, PointsEarning after, Instant changedAt, bool isMoved, CancellationToken cancellationToken) =>
        await (await BookAsync(cancellationToken).ConfigureAwait(false)).PutAsync(before, after, changedAt, isMoved, cancellationToken).ConfigureAwait(false);

    public async Task AddPointsAsync(MemberFile file, EarningPlan by, TierWalk tiers, CancellationToken cancellationToken) =>
        await (await BookAsync(cancellationToken).ConfigureAwait(false)).AddPointsAsync(file, by, tiers, cancellationToken).ConfigureAwait(false);

    public async Task DecideAsync(MemberFile file, TierDecision decision, CancellationToken cancellationToken) =>
        await (await BookAsync(cancellationToken).ConfigureAwait(false)).DecideAsync(file, decision, cancellationToken).ConfigureAwait(false);

    public async Task EnrolAsync(MemberFile file, CancellationToken cancellationToken) =>
        await (await BookAsync(cancellationToken).ConfigureAwait(false)).EnrolAsync(file, cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
        }

        (_session, _book) = (null, null);
    }

    private async Task<LedgerBook> BookAsync(CancellationToken cancellationToken)
    {
        if (_book is null)
        {
            _session = crm.OpenSession(scope);
            _book = new LedgerBook(_session, ledger, statements, queries, plan, Given);
            await _book.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        return _book;
    }
}
