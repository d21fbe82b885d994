using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What members lose by a day: lots that lapse, tiers that a review will lower by what is known now.</summary>
internal sealed class MemberNotices(QueryRunner queries, EarningPlan plan, Instant now, LocalDate until)
{
    /// <summary>The points of some members that lapse, by wallet and last day; of merged customers together.</summary>
    public async Task<IReadOnlyList<LoyaltyNotice>> OfPointsAsync(CrmScope scope, IReadOnlyList<LoyaltySubject> batch, CancellationToken cancellationToken)
    {
        var accounts = new Dictionary<Guid, (CustomerId Customer, string Wallet)>();
        foreach (LoyaltySubject subject in batch)
        {
            foreach (PointsWallet wallet in plan.Programme.Wallets.Where(static wallet => wallet.Expiry is not null))
            {
                foreach (CustomerId member in subject.Members)
                {
                    accounts[PointsAccountId.Of(plan.Programme.Code, wallet.Code, member).Value] = (subject.Customer, wallet.Code);
                }
            }
        }

        LocalDate today = now.InZone(plan.Zone).Date;
        var sums = new SortedDictionary<(CustomerId Customer, string Wallet, LocalDate LastDay), long>();
        foreach (Guid[] some in accounts.Keys.Chunk(500))
        {
            Condition where = Condition.All(
                Condition.IsIn(PointsLotModel.OpenIn, [.. some.Select(static id => FieldValue.Of(new RecordId(id)))]), Condition.Is(PointsLotModel.ExpiresOn, Comparison.LessOrEqual, FieldValue.Of(until)));
            await foreach (PointsLot lot in queries.AllAsync<PointsLot>(new StoreQuery(scope.Tenant, PointsLotModel.Kind.Kind) { Where = where, Limit = 1_000 }, cancellationToken).ConfigureAwait(false))
            {
                if (lot is { Remaining: > 0, ExpiresOn: { } last } && last >= today)
                {
                    (CustomerId customer, string wallet) = accounts[lot.Account.Value];
                    sums[(customer, wallet, last)] = sums.GetValueOrDefault((customer, wallet, last)) + lot.Remaining;
                }
            }
        }

        return [.. sums.Select(static sum => new LoyaltyNotice { Customer = sum.Key.Customer, Type = LoyaltyNoticeType.PointsLapse, LastDay = sum.Key.LastDay, Wallet = sum.Key.Wallet, Points = sum.Value })];
    }

    /// <summary>The tier of a member that is lost; the walk goes on to the day.</summary>
    public IEnumerable<LoyaltyNotice> OfTier(MemberFile file, TierWalk walk)
    {
        TierLadder ladder = plan.Ladder!;
        walk.AdvanceTo(now, isIncluded: true, static _ => { });
        var steps = new List<TierStep>();
        walk.AdvanceTo(plan.Zone.StartOf(until.PlusDays(1)), isIncluded: true, steps.Add); // what is lost with the end of the day is decided on the next
        return steps.Where(step => ladder.RankOf(step.After.Tier) < ladder.RankOf(step.Before.Tier)).Select(step => new LoyaltyNotice
        {
            Customer = file.Subject.Customer,
            Type = LoyaltyNoticeType.TierEnds,
            LastDay = step.After.DecidedAt!.Value.InZone(plan.Zone).Date.PlusDays(-1),
            Tier = step.Before.Tier,
            Next = step.After.Tier,
            Missing = step.Measured is { } measured && ladder.Find(step.Before.Reached)?.Minimum is { } minimum ? ladder.Units(minimum) - measured : null,
        });
    }
}
