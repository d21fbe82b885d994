namespace Crm.Sdk.Loyalty;

/// <summary>Adds transactions up to the sums of a liability. Everything is a sum over entries, so their order does not matter; no account is kept. Not thread-safe.</summary>
internal sealed class LiabilityFold(LotCohorts lots)
{
    private const int Most = 20_000; // movements that wait for their lots

    private readonly List<LotMovement> _waiting = [];

    public async ValueTask AddAsync(PointsTransaction transaction, WalletSums wallet, CancellationToken cancellationToken)
    {
        int month = MonthNumber.Of(transaction.At, wallet.Zone);
        MonthSums sums = wallet.Month(month);
        bool redeems = false;
        foreach (PointsEntry entry in transaction.Entries)
        {
            sums.Add(entry);
            redeems |= entry.Account == PointsLedgerAccount.Redeemed;
            if (entry is { IsMembers: true, Lot: null })
            {
                wallet.WithoutLot = checked(wallet.WithoutLot + entry.Points);
            }
        }

        foreach (IGrouping<PointsLotId, PointsEntry> lot in transaction.Entries.Where(static entry => entry.Lot is not null).GroupBy(static entry => entry.Lot!.Value))
        {
            long available = Sum(lot, PointsLedgerAccount.Available), pending = Sum(lot, PointsLedgerAccount.Pending), held = Sum(lot, PointsLedgerAccount.Held), lapsed = Sum(lot, PointsLedgerAccount.Expired);
            long change = available + pending + held;
            _waiting.Add(new LotMovement(wallet, lot.Key, month, available, pending, held, redeems ? 0 : change + lapsed, redeems ? -change : 0, lapsed));
        }

        if (_waiting.Count >= Most)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds what still waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Dictionary<PointsLotId, (PointsLot Lot, PointsLot First)> known = await lots.ReadAsync(_waiting.Select(static movement => movement.Lot), cancellationToken).ConfigureAwait(false);
        foreach (LotMovement movement in _waiting)
        {
            (PointsLot lot, PointsLot first) = known[movement.Lot];
            WalletSums wallet = movement.Wallet;
            int lapses = lot.ExpiresOn is { } last ? MonthNumber.Of(last) : WalletSums.Never;
            (long available, long pending, long held) = wallet.ByExpiry.GetValueOrDefault(lapses);
            wallet.ByExpiry[lapses] = checked((available + movement.Available, pending + movement.Pending, held + movement.Held));
            int cohort = MonthNumber.Of(first.EarnedAt, wallet.Zone);
            CohortSums sums = wallet.Cohort(cohort, Math.Max(0, movement.Month - cohort));
            sums.Came = checked(sums.Came + movement.Came);
            sums.Redeemed = checked(sums.Redeemed + movement.Redeemed);
            sums.Lapsed = checked(sums.Lapsed + movement.Lapsed);
        }

        _waiting.Clear();
    }

    private static long Sum(IEnumerable<PointsEntry> entries, PointsLedgerAccount account) => entries.Where(entry => entry.Account == account).Sum(static entry => entry.Points);
}
