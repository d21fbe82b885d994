using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>One account with its open lots and holds in memory, and the double-entry bookkeeping on them (LO-1). It knows no store: what it makes, others write. Not thread-safe.</summary>
internal sealed class PointsBook
{
    private readonly DateTimeZone _zone;
    private IComparer<PointsLot> _use = PointsUse.SoonestFirst;
    private readonly Dictionary<PointsLotId, PointsLot> _lots;
    private readonly Dictionary<PointsHoldId, PointsHold> _holds;
    private readonly List<PointsTransaction> _posted;

    public PointsBook(PointsAccount account, PointsWallet wallet, DateTimeZone zone)
        : this(account, wallet, zone, [], [], [])
    {
    }

    private PointsBook(
        PointsAccount account,
        PointsWallet wallet,
        DateTimeZone zone,
        Dictionary<PointsLotId, PointsLot> lots,
        Dictionary<PointsHoldId, PointsHold> holds,
        List<PointsTransaction> posted)
    {
        (Account, Wallet, _zone, _lots, _holds, _posted) = (account, wallet, zone, lots, holds, posted);
    }

    public PointsAccount Account { get; private set; }

    public PointsWallet Wallet { get; }

    /// <summary>Whether all open lots and holds are in the book. What only adds points needs none of them.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Whether the lots hold what the account says (L6): those of another moment do not.</summary>
    public bool IsWhole =>
        Spendable() == Math.Max(0, Account.Available)
        && _lots.Values.Where(static lot => lot.MaturesAt is not null).Sum(static lot => lot.Remaining) == Account.Pending
        && _lots.Values.Sum(static lot => lot.Held) == Account.Held;

    public IReadOnlyDictionary<PointsLotId, PointsLot> Lots => _lots;

    public IReadOnlyDictionary<PointsHoldId, PointsHold> Holds => _holds;

    /// <summary>What was posted since the book was opened, in order.</summary>
    public IReadOnlyList<PointsTransaction> Posted => _posted;

    /// <summary>A copy to try something on.</summary>
    public PointsBook Copy() => new(Account, Wallet, _zone, new(_lots), new(_holds), [.. _posted]) { IsLoaded = IsLoaded };

    /// <summary>Puts lots and holds in that were read; what the book knows already stays as it is.</summary>
    public void Take(IEnumerable<PointsLot> lots, IEnumerable<PointsHold> holds)
    {
        foreach (PointsLot lot in lots)
        {
            _ = _lots.TryAdd(lot.Id, lot);
        }

        foreach (PointsHold hold in holds)
        {
            _ = _holds.TryAdd(hold.Id, hold);
        }
    }

    /// <summary>Says that all open lots and holds are in.</summary>
    public void Loaded() => IsLoaded = true;

    /// <summary>The lots that hold points to spend, in the order of use.</summary>
    public IReadOnlyList<PointsLot> ToUse() => [.. _lots.Values.Where(static lot => lot.MaturesAt is null && lot.Remaining > 0).Order(_use)];

    /// <summary>Has lots used in another order. It holds for this book, not for copies of it.</summary>
    public void UseBy(IComparer<PointsLot> order) => _use = order;

    /// <summary>From when on a posting counts: never before what was posted already.</summary>
    public Instant NotBefore(Instant at) => Account.AsOf is { } last && last > at ? last : at;

    /// <summary>Whether the calendar has brought something by an instant that is not posted yet.</summary>
    public bool IsDue(Instant at) => Account.NextDue is { } due && due <= at;

    /// <summary>Posts what the calendar has brought by an instant, in its order: promised points mature, holds run out, lots lapse.</summary>
    public void Advance(Instant to)
    {
        while (NextEvent() is { } next && next.At <= to)
        {
            Instant at = NotBefore(next.At);
            switch (next.Kind)
            {
                case PointsTransactionKind.Mature:
                    var matured = new PointsDraft(PointsTransactionKind.Mature, next.At, at);
                    foreach (PointsLot lot in _lots.Values.Where(lot => lot.MaturesAt == next.At && lot.Remaining > 0).Order(PointsUse.SoonestFirst).ToList())
                    {
                        Mature(matured, lot);
                    }

                    _ = Close(matured);
                    break;
                case PointsTransactionKind.Release:
                    foreach (PointsHold hold in _holds.Values.Where(hold => hold.State == PointsHoldState.Open && hold.Until == next.At).OrderBy(static hold => hold.Id).ToList())
                    {
                        var released = new PointsDraft(PointsTransactionKind.Release, next.At, at);
                        Release(released, hold.Parts);
                        End(hold, PointsHoldState.RanOut);
                        _ = Close(released, complete: transaction => transaction with { Hold = hold.Id });
                    }

                    break;
                default:
                    var lapsed = new PointsDraft(PointsTransactionKind.Expire, next.At, at);
                    foreach (PointsLot lot in _lots.Values.Where(lot => lot.MaturesAt is null && lot.Remaining > 0 && LapsesAt(lot) == next.At).Order(PointsUse.SoonestFirst).ToList())
                    {
                        lapsed.Add(PointsLedgerAccount.Available, -lot.Remaining, lot.Id);
                        lapsed.Add(PointsLedgerAccount.Expired, lot.Remaining, lot.Id);
                        Set(lot with { Remaining = 0, Lapsed = lot.Lapsed + lot.Remaining });
                    }

                    _ = Close(lapsed);
                    break;
            }
        }

        if (IsLoaded && IsDue(to))
        {
            Account = Account with { NextDue = Due() }; // what was due by days of another zone is so no more
        }
    }

    public void Earn(PointsDraft draft, PointsLedgerAccount from, PointsLotId id, PointsTransactionId source, long points, Instant? maturesAt, LocalDate? expiresOn, PointsLotId? before = null, Instant? earnedAt = null)
    {
        draft.Add(from, -points);
        var lot = new PointsLot
        {
            Id = id,
            Account = Account.Id,
            Customer = Account.Customer,
            Source = source,
            Before = before,
            Points = points,
            Remaining = points,
            EarnedAt = earnedAt ?? draft.OccurredAt,
            MaturesAt = maturesAt > draft.At ? maturesAt : null,
            ExpiresOn = expiresOn,
        };
        if (lot.MaturesAt is not null)
        {
            draft.Add(PointsLedgerAccount.Pending, points, id);
            Set(lot);
            return;
        }

        long repaid = Repay(draft, points);
        draft.Add(PointsLedgerAccount.Available, points - repaid, id);
        Set(lot with { Remaining = points - repaid });
    }

    /// <summary>Takes points to spend, in the order of use. Where they go the caller says.</summary>
    /// <exception cref="CrmException">CRM6402: there are too few.</exception>
    public IReadOnlyList<(PointsLot Lot, long Points)> Spend(PointsDraft draft, long points)
    {
        if (Account.Available < points)
        {
            throw new CrmException(
                LoyaltyErrorCodes.NotEnough,
                $"Customer {Account.Customer} has {Math.Max(0, Account.Available)} points to spend in wallet '{Account.Wallet}' of programme '{Account.Programme}', and {points} are asked for.");
        }

        return TakeFromLots(draft, points);
    }

    public void Hold(PointsDraft draft, PointsHoldId id, string key, PointsTransactionId source, long points, Instant? until)
    {
        List<PointsHoldPart> parts = [];
        foreach ((PointsLot lot, long taken) in Spend(draft, points))
        {
            draft.Add(PointsLedgerAccount.Held, taken, lot.Id);
            Set(_lots[lot.Id] with { Held = _lots[lot.Id].Held + taken });
            parts.Add(new PointsHoldPart(lot.Id, taken));
        }

        _holds[id] = new PointsHold { Id = id, Account = Account.Id, Customer = Account.Customer, Key = key, Source = source, Points = points, Parts = parts.ToValueList(), Until = until };
    }

    /// <summary>Redeems points that were set aside. What is left over is to be released next.</summary>
    /// <returns>What is left over.</returns>
    public IReadOnlyList<PointsHoldPart> Capture(PointsDraft draft, PointsHold hold, long points)
    {
        long left = points;
        List<PointsHoldPart> over = [];
        foreach (PointsHoldPart part in hold.Parts)
        {
            long taken = Math.Min(left, part.Points);
            draft.Add(PointsLedgerAccount.Held, -taken, part.Lot);
            Set(_lots[part.Lot] with { Held = _lots[part.Lot].Held - taken });
            left -= taken;
            if (taken < part.Points)
            {
                over.Add(part with { Points = part.Points - taken });
            }
        }

        draft.Add(PointsLedgerAccount.Redeemed, points);
        _holds[hold.Id] = hold with { State = PointsHoldState.Captured, Captured = points };
        return over;
    }

    /// <summary>Makes points that were set aside spendable again; those that have lapsed meanwhile lapse next.</summary>
    public void Release(PointsDraft draft, IEnumerable<PointsHoldPart> parts)
    {
        foreach (PointsHoldPart part in parts)
        {
            draft.Add(PointsLedgerAccount.Held, -part.Points, part.Lot);
            long repaid = Repay(draft, part.Points);
            draft.Add(PointsLedgerAccount.Available, part.Points - repaid, part.Lot);
            PointsLot lot = _lots[part.Lot];
            Set(lot with { Held = lot.Held - part.Points, Remaining = lot.Remaining + part.Points - repaid });
        }
    }

    /// <summary>Ends a hold without a redemption.</summary>
    public void End(PointsHold hold, PointsHoldState state) => _holds[hold.Id] = hold with { State = state };

    /// <summary>Takes back what a transaction did, from <paramref name="skip"/> points on, its last entry first.</summary>
    /// <exception cref="CrmException">CRM6407: the points are spent, and the wallet refuses such returns.</exception>
    public void Undo(PointsDraft draft, PointsTransaction original, PointsTransactionId source, long skip, long points)
    {
        foreach ((PointsEntry entry, long part) in PointsPieces.Backwards(original, skip, points))
        {
            switch (entry)
            {
                case { Account: PointsLedgerAccount.Expired, Lot: { } lapsed }:
                    draft.Add(PointsLedgerAccount.Expired, part, lapsed);
                    Set(_lots[lapsed] with { Lapsed = _lots[lapsed].Lapsed + part });
                    break;
                case { Points: > 0 }:
                    TakeBack(draft, entry.Lot, part);
                    break;
                default:
                    GiveBack(draft, entry, source, part);
                    break;
            }
        }

        PointsEntry contra = PointsPieces.Contra(original);
        draft.Add(contra.Account, -Math.Sign(contra.Points) * points);
    }

    /// <summary>Gives away all that is left, and what is owed; what is set aside stays.</summary>
    public PointsHandOver HandOver(PointsDraft draft)
    {
        List<PointsLot> lots = [.. _lots.Values.Where(static lot => lot.Remaining > 0).Order(PointsUse.SoonestFirst)];
        foreach (PointsLot lot in lots)
        {
            draft.Add(lot.MaturesAt is null ? PointsLedgerAccount.Available : PointsLedgerAccount.Pending, -lot.Remaining, lot.Id);
            draft.Add(PointsLedgerAccount.Transferred, lot.Remaining);
            Set(lot with { Remaining = 0 });
        }

        long owed = Account.Owed;
        _ = Repay(draft, owed);
        draft.Add(PointsLedgerAccount.Transferred, -owed);
        return new PointsHandOver(lots, owed);
    }

    /// <summary>Takes what another account gave away.</summary>
    public void TakeOver(PointsDraft draft, PointsTransactionId source, PointsHandOver from)
    {
        foreach (PointsLot lot in from.Lots)
        {
            Earn(draft, PointsLedgerAccount.Transferred, PointsLotId.New(), source, lot.Remaining, lot.MaturesAt, lot.ExpiresOn, lot.Id, lot.EarnedAt);
        }

        long taken = Math.Min(from.Owed, Spendable());
        _ = TakeFromLots(draft, taken);
        draft.Add(Wallet.Returns == ReturnPolicy.Negative ? PointsLedgerAccount.Available : PointsLedgerAccount.Debt, taken - from.Owed);
        draft.Add(PointsLedgerAccount.Transferred, from.Owed);
    }

    /// <summary>Makes the transaction of a draft.</summary>
    public PointsTransaction Close(PointsDraft draft, PointsTransactionId? id = null, Func<PointsTransaction, PointsTransaction>? complete = null)
    {
        var transaction = new PointsTransaction
        {
            Id = id ?? PointsTransactionId.New(),
            Account = Account.Id,
            Customer = Account.Customer,
            Programme = Account.Programme,
            Wallet = Account.Wallet,
            Sequence = Account.Sequence + 1,
            Kind = draft.Kind,
            OccurredAt = draft.OccurredAt,
            At = draft.At,
            Points = draft.Entries.Where(static entry => entry.IsMembers).Sum(static entry => entry.Points),
            Entries = draft.Entries.ToValueList(),
            Hash = string.Empty,
        };
        transaction = complete?.Invoke(transaction) ?? transaction;
        transaction = transaction with { Hash = PointsHash.Of(Account.Head, transaction) };
        Account = transaction.Entries.Aggregate(Account, static (account, entry) => account.With(entry)) with { Sequence = transaction.Sequence, Head = transaction.Hash, AsOf = transaction.At };
        Account = Account with { NextDue = Due() };
        _posted.Add(transaction);
        return transaction;
    }

    private void TakeBack(PointsDraft draft, PointsLotId? from, long points)
    {
        if (from is { } id)
        {
            PointsLot lot = _lots[id];
            long own = Math.Min(points, lot.Remaining);
            draft.Add(lot.MaturesAt is null ? PointsLedgerAccount.Available : PointsLedgerAccount.Pending, -own, id);
            long lapsed = Math.Min(points - own, lot.Lapsed); // they are gone already: a return does not take them a second time
            draft.Add(PointsLedgerAccount.Expired, -lapsed, id);
            Set(lot with { Remaining = lot.Remaining - own, Lapsed = lot.Lapsed - lapsed });
            points -= own + lapsed;
        }

        long spendable = Math.Min(points, Spendable());
        if (Wallet.Returns == ReturnPolicy.Block && spendable < points)
        {
            throw new CrmException(
                LoyaltyErrorCodes.ReturnBlocked,
                $"{points} of the points to take back from customer {Account.Customer} are spent, and only {spendable} others are there; wallet '{Account.Wallet}' of programme '{Account.Programme}' refuses such returns. Reverse the redemption first.");
        }

        _ = TakeFromLots(draft, spendable);
        draft.Add(Wallet.Returns == ReturnPolicy.Negative ? PointsLedgerAccount.Available : PointsLedgerAccount.Debt, spendable - points);
    }

    private void GiveBack(PointsDraft draft, PointsEntry taken, PointsTransactionId source, long points)
    {
        if (taken is { Account: PointsLedgerAccount.Pending, Lot: { } promised } && _lots[promised].MaturesAt > draft.At)
        {
            draft.Add(PointsLedgerAccount.Pending, points, promised);
            Set(_lots[promised] with { Remaining = _lots[promised].Remaining + points });
            return;
        }

        long left = points - Repay(draft, points);
        if (left == 0)
        {
            return;
        }

        if (taken.Lot is { } id && !HasLapsed(_lots[id], draft.At))
        {
            draft.Add(PointsLedgerAccount.Available, left, id);
            Set(_lots[id] with { Remaining = _lots[id].Remaining + left, MaturesAt = null });
            return;
        }

        LocalDate today = draft.At.InZone(_zone).Date; // the lot has lapsed, or they repaid what others owed: a lot of its own
        var lot = new PointsLot
        {
            Id = PointsLotId.New(),
            Account = Account.Id,
            Customer = Account.Customer,
            Source = source,
            Before = taken.Lot,
            Points = left,
            Remaining = left,
            EarnedAt = draft.At,
            ExpiresOn = taken.Lot is null ? Wallet.Expiry?.LastDay(today) : today.PlusDays(Wallet.GraceDays),
        };
        draft.Add(PointsLedgerAccount.Available, left, lot.Id);
        Set(lot);
    }

    private void Mature(PointsDraft draft, PointsLot lot)
    {
        draft.Add(PointsLedgerAccount.Pending, -lot.Remaining, lot.Id);
        long repaid = Repay(draft, lot.Remaining);
        draft.Add(PointsLedgerAccount.Available, lot.Remaining - repaid, lot.Id);
        Set(lot with { MaturesAt = null, Remaining = lot.Remaining - repaid });
    }

    /// <summary>Points that come repay first what is owed, 还欠.</summary>
    private long Repay(PointsDraft draft, long points)
    {
        long pendingChange = draft.Entries.Where(static entry => entry.Account is PointsLedgerAccount.Debt).Sum(static entry => entry.Points);
        long debt = Math.Min(points, Math.Max(0, Account.Debt - pendingChange));
        draft.Add(PointsLedgerAccount.Debt, debt);
        long overdrawn = Math.Min(points - debt, Math.Max(0, -(Account.Available + draft.Entries.Where(static entry => entry.Account is PointsLedgerAccount.Available).Sum(static entry => entry.Points))));
        draft.Add(PointsLedgerAccount.Available, overdrawn);
        return debt + overdrawn;
    }

    private List<(PointsLot Lot, long Points)> TakeFromLots(PointsDraft draft, long points)
    {
        List<(PointsLot, long)> used = [];
        foreach (PointsLot lot in ToUse())
        {
            if (points == 0)
            {
                break;
            }

            long taken = Math.Min(points, lot.Remaining);
            draft.Add(PointsLedgerAccount.Available, -taken, lot.Id);
            Set(lot with { Remaining = lot.Remaining - taken });
            used.Add((lot, taken));
            points -= taken;
        }

        return points == 0 ? used : throw new CrmException(LoyaltyErrorCodes.Damaged, $"The lots of account {Account.Id} hold {points} points fewer than its balance says; run the verification.");
    }

    private long Spendable() => _lots.Values.Where(static lot => lot.MaturesAt is null).Sum(static lot => lot.Remaining);

    private Instant? LapsesAt(PointsLot lot) => lot.ExpiresOn is { } last ? _zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null;

    private bool HasLapsed(PointsLot lot, Instant at) => LapsesAt(lot) <= at;

    private void Set(PointsLot lot) => _lots[lot.Id] = lot;

    private Instant? Due()
    {
        if (!IsLoaded && Account.NextDue is { } known)
        {
            return NextEvent() is { } next && next.At < known ? next.At : known;
        }

        return NextEvent()?.At;
    }

    private (Instant At, PointsTransactionKind Kind)? NextEvent()
    {
        (Instant At, PointsTransactionKind Kind)? next = null;
        foreach (PointsLot lot in _lots.Values)
        {
            if (lot.Remaining > 0 && (lot.MaturesAt ?? LapsesAt(lot)) is { } at)
            {
                Offer(at, lot.MaturesAt is null ? PointsTransactionKind.Expire : PointsTransactionKind.Mature);
            }
        }

        foreach (PointsHold hold in _holds.Values)
        {
            if (hold is { State: PointsHoldState.Open, Until: { } until })
            {
                Offer(until, PointsTransactionKind.Release);
            }
        }

        return next;

        void Offer(Instant at, PointsTransactionKind kind)
        {
            if (next is not { } best || at < best.At || (at == best.At && Rank(kind) < Rank(best.Kind)))
            {
                next = (at, kind);
            }
        }

        static int Rank(PointsTransactionKind kind) => kind switch { PointsTransactionKind.Mature => 0, PointsTransactionKind.Release => 1, _ => 2 };
    }
}
