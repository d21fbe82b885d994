using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>What the points ledger has to come to, in the plainest form: lists of lots, no entries, no store. It is what the ledger is compared with.</summary>
internal sealed class ReferenceLedger(PointsWallet wallet, DateTimeZone zone)
{
    private readonly Dictionary<CustomerId, Member> _members = [];
    private readonly Dictionary<string, Done> _done = [];
    private int _lots;

    public Member Of(CustomerId customer) => _members.TryGetValue(customer, out Member? member) ? member : _members[customer] = new Member();

    /// <summary>Does a posting; false where it is to be refused.</summary>
    public bool Post(PointsPosting posting, Instant now)
    {
        if (_done.TryGetValue(posting.Key, out Done? before))
        {
            return before.Posting == posting;
        }

        Instant occurred = posting.At ?? now;
        if (occurred > now + Duration.FromMinutes(5))
        {
            return false; // the clock was set back meanwhile
        }

        Done? original = posting.Original is { } key ? _done.GetValueOrDefault(key) : null;
        if (posting.Original is not null && original is null)
        {
            return false;
        }

        CustomerId owner = original?.Owner ?? posting.Customer;
        Member member = Of(owner);
        Action restore = member.Snapshot() + (posting.To is { } to ? Of(to).Snapshot() : null);
        Instant at = Advance(member, occurred);
        var done = new Done(posting, owner);
        bool accepted = posting.Kind switch
        {
            PostingKind.Earn => Earn(member, done, posting.Points!.Value, occurred, at, wallet.PendingDays == 0 ? null : occurred + Duration.FromDays(wallet.PendingDays)),
            PostingKind.Adjust when posting.Points > 0 => Earn(member, done, posting.Points!.Value, occurred, at, null),
            PostingKind.Adjust => Spend(member, done, -posting.Points!.Value),
            PostingKind.Redeem => Spend(member, done, posting.Points!.Value),
            PostingKind.Hold => SetAside(member, done, posting.Points!.Value, at),
            PostingKind.Capture or PostingKind.Release => End(member, done, original!, posting),
            PostingKind.Transfer => Transfer(member, done, posting, occurred),
            _ => Reverse(member, done, original!, posting, at),
        };
        if (accepted)
        {
            member.AsOf = at;
            _done.Add(posting.Key, done);
            done.Number = _done.Count;
        }

        else
        {
            restore(); // what is refused leaves no trace, not even of the calendar
            return false;
        }

        _ = Advance(member, at);
        return true;
    }

    public Instant Advance(Member member, Instant to)
    {
        to = Instant.Max(to, member.AsOf);
        while (true)
        {
            var events = member.Lots.Where(static lot => lot.Left > 0).Select(lot => lot.Matures is { } matures ? (At: matures, Rank: 0) : (At: Lapses(lot) ?? Instant.MaxValue, Rank: 2))
                .Concat(member.Holds.Where(static hold => hold.IsOpen).Select(static hold => (At: hold.Until, Rank: 1))).Where(one => one.At <= to).Order().ToList();
            if (events.Count == 0)
            {
                break;
            }

            (Instant at, int rank) = events[0];
            member.AsOf = Instant.Max(at, member.AsOf);
            foreach (Hold hold in rank == 1 ? member.Holds.Where(hold => hold.IsOpen && hold.Until == at).ToList() : [])
            {
                hold.IsOpen = false;
                Free(member, hold.Parts);
            }

            foreach (Lot lot in member.Lots.Where(lot => lot.Left > 0).Order().ToList())
            {
                if (rank == 0 && lot.Matures == at)
                {
                    lot.Matures = null;
                    lot.Left -= member.Repay(lot.Left);
                }
                else if (rank == 2 && lot.Matures is null && Lapses(lot) == at)
                {
                    (lot.Lapsed, lot.Left) = (lot.Lapsed + lot.Left, 0);
                }
            }
        }

        return to;
    }

    private bool Earn(Member member, Done done, long points, Instant earned, Instant at, Instant? matures, LocalDate? expires = null, bool keeps = false)
    {
        member.AsOf = at;
        var lot = new Lot(_lots++) { Earned = earned, Matures = matures > at ? matures : null, Expires = keeps ? expires : wallet.Expiry?.LastDay(earned.InZone(zone).Date), Left = points };
        long repaid = lot.Matures is null ? member.Repay(points) : 0;
        lot.Left -= repaid;
        member.Lots.Add(lot);
        done.Pieces.AddRange(new (Lot?, long, bool)[] { (null, repaid, false), (lot, points - repaid, false) }.Where(static piece => piece.Item2 > 0));
        return true;
    }

    private static bool Spend(Member member, Done done, long points)
    {
        if (member.Spendable - member.Debt < points)
        {
            return false;
        }

        done.Pieces.AddRange(member.Take(points).Select(static part => ((Lot?)part.Lot, -part.Points, false)));
        return true;
    }

    private bool SetAside(Member member, Done done, long points, Instant at)
    {
        if (!Spend(member, done, points))
        {
            return false;
        }

        done.Hold = new Hold([.. done.Pieces.Select(static piece => (piece.Lot!, -piece.Points))]) { Until = at + Duration.FromMinutes(wallet.HoldMinutes!.Value) };
        done.Hold.Parts.ForEach(static part => part.Lot.Held += part.Points);
        member.Holds.Add(done.Hold);
        return true;
    }

    private static bool End(Member member, Done done, Done original, PointsPosting posting)
    {
        if (original.Hold is not { IsOpen: true } hold || posting.Points > hold.Parts.Sum(static part => part.Points))
        {
            return false;
        }

        hold.IsOpen = false;
        long captured = posting.Kind == PostingKind.Release ? 0 : posting.Points ?? long.MaxValue;
        List<(Lot, long)> rest = [];
        foreach ((Lot lot, long points) in hold.Parts)
        {
            long taken = Math.Min(captured, points);
            captured -= taken;
            lot.Held -= taken;
            if (taken > 0)
            {
                done.Pieces.Add((lot, -taken, false));
            }

            rest.Add((lot, points - taken));
        }

        Free(member, rest);
        return true;
    }

    private bool Transfer(Member from, Done done, PointsPosting posting, Instant occurred)
    {
        Member to = Of(posting.To!.Value);
        Instant at = Advance(to, occurred);
        if (!Spend(from, done, posting.Points!.Value))
        {
            return false;
        }

        foreach ((Lot? lot, long points, _) in done.Pieces)
        {
            _ = Earn(to, new Done(posting, posting.To.Value), -points, lot!.Earned, at, null, lot.Expires, keeps: true);
        }

        _ = Advance(to, at);
        done.Pieces.Clear(); // a transfer is not reversed
        return true;
    }

    private bool Reverse(Member member, Done done, Done original, PointsPosting posting, Instant at)
    {
        bool isUndo = original.Posting.Kind == PostingKind.Reverse;
        Done? first = isUndo ? _done[original.Posting.Original!] : null;
        long left = original.Pieces.Sum(static piece => Math.Abs(piece.Points)) - original.Reversed;
        long points = posting.Points ?? left;
        if (original.Posting.Kind is PostingKind.Hold or PostingKind.Release or PostingKind.Transfer || points > left || left == 0 || (isUndo && points != left)
            || (isUndo && (first!.Posting.Kind == PostingKind.Reverse || _done.Values.Any(later => later.Number > original.Number && later.Posting.Kind == PostingKind.Reverse && later.Posting.Original == first.Posting.Key && later.Reversed == 0))))
        {
            return false;
        }

        long skip = original.Reversed, wanted = points;
        List<(Lot? Lot, long Points, bool Lapsed)> parts = [];
        foreach ((Lot? lot, long all, bool lapsed) in Enumerable.Reverse(original.Pieces))
        {
            long passed = Math.Min(skip, Math.Abs(all));
            long taken = Math.Min(wanted, Math.Abs(all) - passed);
            (skip, wanted) = (skip - passed, wanted - taken);
            parts.Add((lot, Math.Sign(all) * taken, lapsed));
        }

        long needed = parts.Where(static part => part.Points > 0).GroupBy(static part => part.Lot).Sum(static group => group.Sum(static part => part.Points) - (group.Key is null ? 0 : Math.Min(group.Sum(static part => part.Points), group.Key.Left + group.Key.Lapsed)));
        long others = member.Spendable - parts.Where(static part => part is { Points: > 0, Lot.Matures: null }).Select(static part => part.Lot).OfType<Lot>().Distinct().Sum(lot => Math.Min(lot.Left, parts.Where(part => part.Lot == lot).Sum(static part => part.Points)));
        if (wallet.Returns == ReturnPolicy.Block && needed > others)
        {
            return false;
        }

        foreach ((Lot? lot, long signed, bool lapsed) in parts)
        {
            if (lapsed)
            {
                lot!.Lapsed -= signed;
            }
            else if (signed > 0)
            {
                TakeBack(member, done, lot, signed);
            }
            else if (signed < 0)
            {
                GiveBack(member, done, lot, -signed, at);
            }
        }

        original.Reversed += points;
        if (isUndo)
        {
            first!.Reversed -= points;
        }

        return true;
    }

    private static void TakeBack(Member member, Done done, Lot? lot, long points)
    {
        if (lot is not null)
        {
            long own = Math.Min(points, lot.Left), lapsed = Math.Min(points - own, lot.Lapsed);
            lot.Left -= own;
            lot.Lapsed -= lapsed;
            points -= own + lapsed;
            done.Add(lot, -own, false);
            done.Add(lot, -lapsed, true);
        }

        long there = Math.Min(points, member.Spendable);
        member.Take(there).ForEach(part => done.Add(part.Lot, -part.Points, false));
        member.Debt += points - there;
        done.Add(null, there - points, false);
    }

    private void GiveBack(Member member, Done done, Lot? lot, long points, Instant at)
    {
        if (lot?.Matures > at)
        {
            lot.Left += points;
            done.Add(lot, points, false);
            return;
        }

        long repaid = member.Repay(points);
        done.Add(null, repaid, false);
        if (repaid == points)
        {
            return;
        }

        if (lot is null || Lapses(lot) <= at)
        {
            LocalDate today = at.InZone(zone).Date;
            lot = new Lot(_lots++) { Earned = at, Expires = lot is null ? wallet.Expiry?.LastDay(today) : today.PlusDays(wallet.GraceDays) };
            member.Lots.Add(lot);
        }

        lot.Matures = null;
        lot.Left += points - repaid;
        done.Add(lot, points - repaid, false);
    }

    private static void Free(Member member, List<(Lot Lot, long Points)> parts)
    {
        foreach ((Lot lot, long points) in parts)
        {
            lot.Held -= points;
            lot.Left += points - member.Repay(points);
        }
    }

    private Instant? Lapses(Lot lot) => lot.Expires is { } last ? zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null;

    internal sealed class Member
    {
        public List<Lot> Lots { get; } = [];

        public List<Hold> Holds { get; } = [];

        public long Debt { get; set; }

        public Instant AsOf { get; set; } = Instant.MinValue;

        public long Spendable => Lots.Where(static lot => lot.Matures is null).Sum(static lot => lot.Left);

        public long Pending => Lots.Where(static lot => lot.Matures is not null).Sum(static lot => lot.Left);

        public Action Snapshot()
        {
            (long debt, Instant asOf) = (Debt, AsOf);
            Lot[] lots = [.. Lots];
            Action all = () =>
            {
                (Debt, AsOf) = (debt, asOf);
                _ = Lots.RemoveAll(lot => !lots.Contains(lot));
            };
            all = lots.Aggregate(all, static (before, lot) =>
            {
                (Instant? matures, long left, long held, long lapsed) = (lot.Matures, lot.Left, lot.Held, lot.Lapsed);
                return before + (() => (lot.Matures, lot.Left, lot.Held, lot.Lapsed) = (matures, left, held, lapsed));
            });
            Hold[] open = [.. Holds.Where(static hold => hold.IsOpen)];
            return all + (() => Array.ForEach(open, static hold => hold.IsOpen = true));
        }

        public long Repay(long points)
        {
            long repaid = Math.Min(points, Debt);
            Debt -= repaid;
            return repaid;
        }

        public List<(Lot Lot, long Points)> Take(long points)
        {
            List<(Lot, long)> taken = [];
            foreach (Lot lot in Lots.Where(static lot => lot.Matures is null && lot.Left > 0).Order().ToList())
            {
                long part = Math.Min(points, lot.Left);
                lot.Left -= part;
                points -= part;
                if (part > 0)
                {
                    taken.Add((lot, part));
                }
            }

            return taken;
        }
    }

    internal sealed class Lot(int number) : IComparable<Lot>
    {
        public Instant Earned { get; init; }

        public Instant? Matures { get; set; }

        public LocalDate? Expires { get; init; }

        public long Left { get; set; }

        public long Held { get; set; }

        public long Lapsed { get; set; }

        private (bool, LocalDate, Instant, int) Order => (Expires is null, Expires ?? default, Earned, number);

        public int CompareTo(Lot? other) => Order.CompareTo(other!.Order);
    }

    internal sealed class Hold(List<(Lot Lot, long Points)> parts)
    {
        public List<(Lot Lot, long Points)> Parts => parts;

        public Instant Until { get; init; }

        public bool IsOpen { get; set; } = true;
    }

    private sealed class Done(PointsPosting posting, CustomerId owner)
    {
        public PointsPosting Posting => posting;

        public CustomerId Owner => owner;

        public List<(Lot? Lot, long Points, bool Lapsed)> Pieces { get; } = [];

        public Hold? Hold { get; set; }

        public long Reversed { get; set; }

        public int Number { get; set; }

        public void Add(Lot? lot, long points, bool lapsed)
        {
            if (points == 0)
            {
                return;
            }

            int same = Pieces.FindIndex(piece => piece.Lot == lot && piece.Lapsed == lapsed && Math.Sign(piece.Points) == Math.Sign(points));
            if (same < 0)
            {
                Pieces.Add((lot, points, lapsed));
            }
            else
            {
                Pieces[same] = (lot, Pieces[same].Points + points, lapsed);
            }
        }
    }
}
