using Crm.Sdk.Classification;
using Crm.Sdk.Orders;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Does what falls due in programmes: points mature and lapse, holds and reservations run out, referrals end. Balances are right without it; stocks, states and the programme's accounts are up to date with it.</summary>
/// <remarks>Each record is brought up to date in a commit of its own or of few, so that it can be stopped at any time and goes on the next time. Twice is the same as once, and several hosts may run it at once. A thread-safe singleton.</remarks>
public sealed class LoyaltyUpkeep
{
    private const int PageSize = 100;
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly PointsCalendar _calendar;
    private readonly RewardDesk _rewards;
    private readonly ReferralDesk _referrals;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly QueryRunner _queries;

    /// <summary>Makes the service.</summary>
    public LoyaltyUpkeep(ICrm crm, ICrmStore store, ModelCatalogue model, PointsCalendar calendar, RewardDesk rewards, ReferralDesk referrals, IClock clock, TimeProvider time) =>
        (_crm, _store, _calendar, _rewards, _referrals, _clock, _time, _queries) = (crm, store, calendar, rewards, referrals, clock, time, new QueryRunner(store, model));

    /// <summary>Does what is due by now.</summary>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="cancellationToken">Stops before a commit; the rest is due still.</param>
    /// <returns>What was done, and what failed and is due still.</returns>
    public async Task<LoyaltyUpkeepReport> RunAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        List<LoyaltyUpkeepFailure> failures = [];
        long reservations = await RunOutAsync(scope, failures, cancellationToken).ConfigureAwait(false);
        long accounts = await _calendar.PostDueAsync(scope, cancellationToken).ConfigureAwait(false);
        long referrals = await SettleAsync(scope, failures, cancellationToken).ConfigureAwait(false);
        return new LoyaltyUpkeepReport(accounts, reservations, referrals, failures.ToValueList());
    }

    private async Task<long> RunOutAsync(CrmScope scope, List<LoyaltyUpkeepFailure> failures, CancellationToken cancellationToken)
    {
        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        var query = new StoreQuery(scope.Tenant, RewardRedemptionModel.Kind.Kind) { Where = Condition.Is(RewardRedemptionModel.OpenUntil, Comparison.LessOrEqual, FieldValue.Of(now)), Limit = PageSize };
        long ended = 0;
        await foreach (RewardRedemption due in _queries.AllAsync<RewardRedemption>(query, cancellationToken).ConfigureAwait(false))
        {
            ended += await TryAsync(scope, due.Id, RunOutAsync, failures, cancellationToken).ConfigureAwait(false) ? 1 : 0;

            async Task<bool> RunOutAsync(ICrmSession session, CancellationToken token)
            {
                RewardRedemption? redemption = await session.FindAsync<RewardRedemption>(due.Id, token).ConfigureAwait(false);
                if (redemption is not { State: RedemptionState.Reserved })
                {
                    return false; // somebody confirmed or cancelled it, or another host was here
                }

                _ = await _rewards.RunOutAsync(session, redemption, token).ConfigureAwait(false);
                return true;
            }
        }

        return ended;
    }

    private async Task<long> SettleAsync(CrmScope scope, List<LoyaltyUpkeepFailure> failures, CancellationToken cancellationToken)
    {
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var query = new StoreQuery(scope.Tenant, ReferralModel.Kind.Kind) { Where = Condition.Has(ReferralModel.OpenState), Limit = PageSize };
        long moved = 0;
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            Referral[] open = [.. page.Records.Select(static record => (Referral)record.Entity)];
            HashSet<CustomerId> buyers = await BuyersAsync(scope, open, cancellationToken).ConfigureAwait(false);
            foreach (Referral referral in open.Where(one => one.State != ReferralState.Claimed || buyers.Contains(one.Referred) || merged.Contains(one.Referred) || merged.IsSurvivor(one.Referred)))
            {
                moved += await TryAsync(scope, referral.Id, SettleAsync, failures, cancellationToken).ConfigureAwait(false) ? 1 : 0;

                async Task<bool> SettleAsync(ICrmSession session, CancellationToken token)
                {
                    _ = await _referrals.SettleAsync(session, referral.Referred, referral.Programme, token).ConfigureAwait(false);
                    return session.Uncommitted<Referral>().Count > 0;
                }
            }

            if (page.Next is null)
            {
                return moved;
            }

            query = query with { After = page.Next };
        }
    }

    /// <summary>Those of the referred who have an order at all: most who have not bought yet are passed over in one question.</summary>
    private async Task<HashSet<CustomerId>> BuyersAsync(CrmScope scope, IEnumerable<Referral> referrals, CancellationToken cancellationToken)
    {
        FieldValue[] waiting = [.. referrals.Where(static one => one.State == ReferralState.Claimed).Select(static one => FieldValue.Of((RecordId)one.Referred))];
        var buyers = new HashSet<CustomerId>();
        if (waiting.Length > 0)
        {
            await ColumnScan.RunAsync(_store, new StoreQuery(scope.Tenant, OrderModel.Kind.Kind) { Where = Condition.IsIn(OrderModel.Customer, waiting) }, OrderModel.Kind, [OrderModel.Customer], [FieldType.Id], Take, cancellationToken)
                .ConfigureAwait(false);
        }

        return buyers;

        ValueTask Take(ColumnBatch batch, CancellationToken token)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                _ = buyers.Add(new CustomerId(batch.Ids(0)[row]));
            }

            return ValueTask.CompletedTask;
        }
    }

    private async Task<bool> TryAsync(CrmScope scope, RecordId record, Func<ICrmSession, CancellationToken, Task<bool>> work, List<LoyaltyUpkeepFailure> failures, CancellationToken cancellationToken)
    {
        try
        {
            return await _crm.CommitAsync(scope, work, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmException failure)
        {
            failures.Add(new LoyaltyUpkeepFailure(record, failure)); // the others go on, and this one is due still
            return false;
        }
    }
}
