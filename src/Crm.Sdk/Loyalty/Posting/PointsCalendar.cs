using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Posts what the calendar brings to accounts: promised points mature, holds run out, lots lapse. Balances are right without it, since each posting and each reading looks at the calendar first;
/// with it the programme's accounts are up to date too.</summary>
/// <remarks>Twice at one instant is the same as once. Several hosts may run it at once. A thread-safe singleton.</remarks>
public sealed class PointsCalendar
{
    private const int PerCommit = 100;
    private readonly ICrm _crm;
    private readonly PointsLedger _ledger;
    private readonly IClock _clock;
    private readonly TimeProvider _time;

    /// <summary>Makes the service.</summary>
    public PointsCalendar(ICrm crm, PointsLedger ledger, IClock clock, TimeProvider time) => (_crm, _ledger, _clock, _time) = (crm, ledger, clock, time);

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
        for (long done = 0; ;)
        {
            int advanced = await _crm.CommitAsync(scope, AdvanceAsync, _time, cancellationToken).ConfigureAwait(false);
            if (advanced == 0)
            {
                return done;
            }

            done += advanced;
        }

        async Task<int> AdvanceAsync(ICrmSession session, CancellationToken stop)
        {
            IReadOnlyList<PointsAccount> due = (await session.QueryAsync(query, stop).ConfigureAwait(false)).Items;
            await _ledger.Work(session).AdvanceAsync(due, now, stop).ConfigureAwait(false);
            return due.Count;
        }
    }
}
