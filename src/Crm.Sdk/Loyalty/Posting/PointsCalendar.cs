using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Posts what the calendar brings to accounts: promised points mature, holds run out, lots lapse. Balances are right without it, since each posting and each reading looks at the calendar first;
/// with it the programme's accounts are up to date too.</summary>
/// <remarks>Twice at one instant is the same as once. Several hosts may run it at once. A thread-safe singleton.</remarks>
public sealed class PointsCalendar
{
    private const int PerCommit = 100;
    private const int MaxAttempts = 20;
    private readonly ICrm _crm;
    private readonly PointsLedger _ledger;
    private readonly IClock _clock;

    /// <summary>Makes the service.</summary>
    public PointsCalendar(ICrm crm, PointsLedger ledger, IClock clock) => (_crm, _ledger, _clock) = (crm, ledger, clock);

    /// <summary>Posts what is due by now, account by account.</summary>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="cancellationToken">Stops before a commit; the rest is due still.</param>
    /// <returns>How many accounts were brought up to date.</returns>
    /// <exception cref="CrmException">CRM2032: others changed the same accounts each time it was tried.</exception>
    public async Task<long> PostDueAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        var query = new CrmQuery<PointsAccount> { Where = Condition.Is(PointsAccountModel.NextDue, Comparison.LessOrEqual, FieldValue.Of(now)), Limit = PerCommit };
        long done = 0;
        for (int attempt = 1; ;)
        {
            ICrmSession session = _crm.OpenSession(scope);
            await using (session.ConfigureAwait(false))
            {
                IReadOnlyList<PointsAccount> due = (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items;
                if (due.Count == 0)
                {
                    return done;
                }

                PointsWork work = _ledger.Work(session);
                foreach (PointsAccount account in due)
                {
                    await work.AdvanceAsync(account, now, cancellationToken).ConfigureAwait(false);
                }

                try
                {
                    _ = await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                    done += due.Count;
                    attempt = 1;
                }
                catch (CrmConflictException) when (attempt < MaxAttempts)
                {
                    attempt++; // somebody posts to one of them: read them again
                }
            }
        }
    }
}
