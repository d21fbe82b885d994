using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Turns transactions of an account into facts for a tier: points that were earned count once they can be spent, what is taken back counts off on the day of what it takes back. Used by one thread.</summary>
/// <remarks>Memory grows with the earnings of the account.</remarks>
internal sealed class PointsFacts(TierWalk tiers, EarningPlan plan)
{
    private readonly Dictionary<PointsTransactionId, Instant> _counted = [];
    private readonly Dictionary<PointsLotId, (PointsTransactionId Earned, long Points)> _pending = [];

    /// <summary>The lots of which points are pending.</summary>
    public IReadOnlyCollection<PointsLotId> PendingLots => _pending.Keys;

    public void Add(PointsTransaction transaction)
    {
        switch (transaction.Kind)
        {
            case PointsTransactionKind.Earn:
                AddEarned(transaction);
                break;
            case PointsTransactionKind.Mature:
                foreach (PointsEntry entry in transaction.Entries.Where(static entry => entry is { Account: PointsLedgerAccount.Pending, Points: < 0, Lot: not null }))
                {
                    Mature(entry.Lot!.Value, transaction.OccurredAt, -entry.Points);
                }

                break;
            case PointsTransactionKind.Reverse when transaction.Reverses is { } reversed && _counted.TryGetValue(reversed, out Instant at):
                _counted[transaction.Id] = at; // a reversal of a reversal counts on the same day
                TakeBack(transaction, at);
                break;
            default:
                break; // redeemed, lapsed, corrected and transferred points change nothing of what was earned
        }
    }

    /// <summary>Adds points that are pending still.</summary>
    public void AddPending(IReadOnlyList<PointsLot?> lots)
    {
        foreach (PointsLot lot in lots.OfType<PointsLot>())
        {
            if (lot.MaturesAt is { } matures)
            {
                Mature(lot.Id, matures, _pending[lot.Id].Points);
            }
        }
    }

    private void AddEarned(PointsTransaction transaction)
    {
        _counted[transaction.Id] = transaction.OccurredAt;
        PointsEntry[] pending = [.. transaction.Entries.Where(static entry => entry is { Account: PointsLedgerAccount.Pending, Lot: not null })];
        foreach (PointsEntry entry in pending)
        {
            _pending[entry.Lot!.Value] = (transaction.Id, entry.Points);
        }

        long atOnce = Issued(transaction) - pending.Sum(static entry => entry.Points);
        if (atOnce != 0)
        {
            Fact(transaction.OccurredAt, transaction.OccurredAt, atOnce);
        }
    }

    private void Mature(PointsLotId lot, Instant at, long points)
    {
        if (_pending.Remove(lot, out (PointsTransactionId Earned, long Points) earned))
        {
            _counted[earned.Earned] = at;
            Fact(at, at, points);
        }
    }

    private void TakeBack(PointsTransaction transaction, Instant counted)
    {
        long pending = 0;
        foreach (PointsEntry entry in transaction.Entries.Where(static entry => entry is { Account: PointsLedgerAccount.Pending, Lot: not null }))
        {
            pending += entry.Points;
            if (_pending.TryGetValue(entry.Lot!.Value, out (PointsTransactionId Earned, long Points) lot))
            {
                _pending[entry.Lot.Value] = lot with { Points = lot.Points + entry.Points };
            }
        }

        long change = Issued(transaction) - pending;
        if (change != 0)
        {
            Fact(Instant.Max(counted, transaction.OccurredAt), counted, change);
        }
    }

    private void Fact(Instant at, Instant counted, long points) => tiers.Add(new TierFact(at, counted.InZone(plan.Zone).Date, points));

    /// <summary>By how much a transaction raised what was ever issued.</summary>
    private static long Issued(PointsTransaction transaction) => -transaction.Entries.Where(static entry => entry.Account == PointsLedgerAccount.Issued).Sum(static entry => entry.Points);
}
