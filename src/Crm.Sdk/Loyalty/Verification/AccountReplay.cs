namespace Crm.Sdk.Loyalty;

/// <summary>An account as its transactions make it, from the first on, and its lots. Not thread-safe.</summary>
internal sealed class AccountReplay(PointsAccount account, Action<LedgerProblem> tell)
{
    private readonly Dictionary<PointsLotId, (long Remaining, long Held)> _lots = [];
    private PointsAccount _replayed = new() { Id = account.Id, Customer = account.Customer, Programme = account.Programme, Wallet = account.Wallet };

    public PointsAccount Account => account;

    public void Apply(PointsTransaction transaction)
    {
        if (transaction.Sequence > account.Sequence)
        {
            return; // posted after the account was read
        }

        if (transaction.Sequence != _replayed.Sequence + 1 || transaction.At < (_replayed.AsOf ?? transaction.At))
        {
            Tell("order", $"transaction {transaction.Id} is number {transaction.Sequence} at {transaction.At} after number {_replayed.Sequence} at {_replayed.AsOf}");
        }

        long sum = transaction.Entries.Sum(static entry => entry.Points);
        if (sum != 0)
        {
            Tell("sum", $"the entries of transaction {transaction.Id} sum to {sum}");
        }

        if (PointsHash.Of(_replayed.Head, transaction) != transaction.Hash)
        {
            Tell("chain", $"transaction {transaction.Id} is not what it was when it was posted, or what stood before it is not");
        }

        foreach (PointsEntry entry in transaction.Entries.Where(static entry => entry.Lot is not null))
        {
            (long remaining, long held) = _lots.GetValueOrDefault(entry.Lot!.Value);
            (long Remaining, long Held) after = entry.Account switch
            {
                PointsLedgerAccount.Available or PointsLedgerAccount.Pending => (remaining + entry.Points, held),
                PointsLedgerAccount.Held => (remaining, held + entry.Points),
                _ => (remaining, held),
            };
            if (after.Remaining < 0 || after.Held < 0)
            {
                Tell("lots", $"transaction {transaction.Id} takes more from lot {entry.Lot} than it holds");
            }

            if (after == (0, 0))
            {
                _ = _lots.Remove(entry.Lot.Value);
            }
            else
            {
                _lots[entry.Lot.Value] = after;
            }
        }

        _replayed = PointsStatements.Apply(_replayed, transaction);
        if (_replayed.Pending < 0 || _replayed.Held < 0 || _replayed.Debt < 0 || (_replayed.Debt > 0 && _replayed.Available > 0))
        {
            Tell("floor", $"after transaction {transaction.Id} there are {_replayed.Available} available, {_replayed.Pending} pending, {_replayed.Held} held and {_replayed.Debt} owed");
        }
    }

    /// <summary>Compares the stored account with the replayed one.</summary>
    public void CompareAccount()
    {
        PointsAccount expected = _replayed with { NextDue = account.NextDue, Origin = account.Origin };
        if (expected != account)
        {
            Tell("balance", $"stored: {Figures(account)}; by its transactions: {Figures(expected)}");
        }

        static string Figures(PointsAccount of) =>
            $"available {of.Available}, pending {of.Pending}, held {of.Held}, debt {of.Debt}, issued {of.Issued}, redeemed {of.Redeemed}, expired {of.Expired}, adjusted {of.Adjusted}, transferred {of.Transferred}, {of.Sequence} transactions, head {of.Head}";
    }

    /// <summary>Compares the stored open lots with the replayed ones.</summary>
    public void CompareLots(IEnumerable<PointsLot> stored)
    {
        foreach (PointsLot lot in stored)
        {
            _ = _lots.Remove(lot.Id, out (long Remaining, long Held) replayed);
            if (replayed != (lot.Remaining, lot.Held))
            {
                Tell("lots", $"lot {lot.Id} is stored with {lot.Remaining} left and {lot.Held} held; by the transactions {replayed.Remaining} and {replayed.Held}");
            }
        }

        foreach ((PointsLotId id, (long remaining, long held)) in _lots)
        {
            Tell("lots", $"lot {id} is not stored as open; by the transactions {remaining} are left and {held} held");
        }
    }

    private void Tell(string invariant, string detail) => tell(new LedgerProblem(invariant, account.Id, detail));
}
