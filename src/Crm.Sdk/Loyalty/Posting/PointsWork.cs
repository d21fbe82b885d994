using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Postings to one session: it reads the accounts that they need, keeps them as books, and adds what they post to the session. Not thread-safe.</summary>
/// <remarks>An account's record is written with each of its transactions, so two commits on one account conflict; its lots and holds are read after it and change only with it.</remarks>
internal sealed class PointsWork(ICrmSession session, CustomerIdentity identity, IClock clock)
{
    private const int PageSize = 1_000;

    /// <summary>How far a clock of another host may be ahead.</summary>
    private static readonly Duration Ahead = Duration.FromMinutes(5);

    private readonly Dictionary<PointsAccountId, OpenBook> _books = [];
    private readonly Dictionary<string, LoyaltyProgramme> _programmes = new(StringComparer.Ordinal);
    private readonly HashSet<RecordId> _absent = [];

    /// <summary>Reads what many postings ask for in few questions.</summary>
    public async Task PrepareAsync(IReadOnlyList<PointsPosting> postings, CancellationToken cancellationToken)
    {
        await ReadAsync<PointsTransaction>(postings.SelectMany(static posting => Keys(posting)), cancellationToken).ConfigureAwait(false);
        await ReadAsync<Customer>(postings.SelectMany(static posting => People(posting)), cancellationToken).ConfigureAwait(false);
        await ReadAsync<PointsAccount>(postings.Where(static posting => posting.Original is null).Select(static posting => (RecordId)PointsAccountId.Of(posting.Programme, posting.Wallet, posting.Customer)), cancellationToken)
            .ConfigureAwait(false);

        static IEnumerable<RecordId> Keys(PointsPosting posting) => posting.Original is { } original
            ? [PointsTransactionId.Of(posting.Programme, posting.Key), PointsTransactionId.Of(posting.Programme, original)]
            : [PointsTransactionId.Of(posting.Programme, posting.Key)];

        static IEnumerable<RecordId> People(PointsPosting posting) => posting.Original is not null ? [] : posting.To is { } to ? [posting.Customer, to] : [posting.Customer];
    }

    /// <summary>Posts.</summary>
    /// <exception cref="CrmException">CRM6400 to CRM6409: it is refused, and the session is as it was.</exception>
    public async Task<PostedPoints> PostAsync(PointsPosting posting, CancellationToken cancellationToken)
    {
        posting.Check();
        LoyaltyProgramme programme = await ProgrammeAsync(posting.Programme, cancellationToken).ConfigureAwait(false);
        var id = PointsTransactionId.Of(posting.Programme, posting.Key);
        string fingerprint = PointsHash.Of(posting);
        if (await FindAsync<PointsTransaction>(id, cancellationToken).ConfigureAwait(false) is { } before)
        {
            return before.Fingerprint == fingerprint
                ? new PostedPoints(before, IsRepetition: true)
                : throw new CrmException(
                    LoyaltyErrorCodes.KeyTaken,
                    $"Key '{posting.Key}' of programme '{posting.Programme}' was posted before as {before.Kind} of {before.Points} points at {before.OccurredAt}, and now other contents are given; give another key to post something else.");
        }

        Instant occurred = OccurredAt(posting);
        PointsTransaction posted = posting.Kind switch
        {
            PostingKind.Reverse => await ReverseAsync(programme, posting, id, occurred, fingerprint, cancellationToken).ConfigureAwait(false),
            PostingKind.Capture or PostingKind.Release => await EndHoldAsync(programme, posting, id, occurred, fingerprint, cancellationToken).ConfigureAwait(false),
            PostingKind.Transfer => await TransferAsync(programme, posting, id, occurred, fingerprint, cancellationToken).ConfigureAwait(false),
            _ => await ChangeAsync(programme, posting, id, occurred, fingerprint, cancellationToken).ConfigureAwait(false),
        };
        _ = _absent.Remove(id);
        return new PostedPoints(posted, IsRepetition: false);
    }

    /// <summary>Posts what the calendar has brought to an account by an instant.</summary>
    public async Task AdvanceAsync(PointsAccount account, Instant to, CancellationToken cancellationToken)
    {
        LoyaltyProgramme programme = await ProgrammeAsync(account.Programme, cancellationToken).ConfigureAwait(false);
        OpenBook open = await BookAsync(programme, Wallet(programme, account.Wallet), account.Customer, cancellationToken).ConfigureAwait(false);
        await LoadAsync(open, cancellationToken).ConfigureAwait(false);
        PointsBook book = open.Book.Copy();
        book.Advance(to);
        open.Keep(book, session);
    }

    /// <summary>The account of a customer as it is at an instant, with what the calendar has brought by then. Nothing is added to the session.</summary>
    public async Task<PointsBook> PreviewAsync(string programme, string wallet, CustomerId customer, Instant at, CancellationToken cancellationToken)
    {
        LoyaltyProgramme known = await ProgrammeAsync(programme, cancellationToken).ConfigureAwait(false);
        OpenBook open = await BookAsync(known, Wallet(known, wallet), customer, cancellationToken).ConfigureAwait(false);
        await LoadAsync(open, cancellationToken).ConfigureAwait(false);
        PointsBook book = open.Book.Copy();
        book.Advance(at);
        return book;
    }

    private async Task<PointsTransaction> ChangeAsync(LoyaltyProgramme programme, PointsPosting posting, PointsTransactionId id, Instant occurred, string fingerprint, CancellationToken cancellationToken)
    {
        PointsWallet wallet = Wallet(programme, posting.Wallet);
        CustomerId customer = await ResolveAsync(posting.Customer, cancellationToken).ConfigureAwait(false);
        OpenBook open = await BookAsync(programme, wallet, customer, cancellationToken).ConfigureAwait(false);
        bool adds = posting.Kind == PostingKind.Earn || posting is { Kind: PostingKind.Adjust, Points: > 0 };
        if (!adds)
        {
            await GatherAsync(programme, wallet, open, occurred, cancellationToken).ConfigureAwait(false);
        }

        PointsBook book = await ReadyAsync(open, occurred, needsLots: !adds, cancellationToken).ConfigureAwait(false);
        Instant at = book.NotBefore(occurred);
        long points = posting.Points!.Value;
        var draft = new PointsDraft(KindOf(posting), occurred, at);
        PointsHoldId? hold = null;
        switch (posting.Kind)
        {
            case PostingKind.Hold:
                hold = PointsHoldId.Of(posting.Programme, posting.Key);
                book.Hold(draft, hold.Value, posting.Key, id, points, posting.Until ?? (wallet.HoldMinutes is { } minutes ? at + Duration.FromMinutes(minutes) : null));
                break;
            case PostingKind.Redeem:
                _ = book.Spend(draft, points);
                draft.Add(PointsLedgerAccount.Redeemed, points);
                break;
            case PostingKind.Adjust when points < 0:
                _ = book.Spend(draft, -points);
                draft.Add(PointsLedgerAccount.Adjusted, -points);
                break;
            default:
                LocalDate day = occurred.InZone(Zone(programme)).Date;
                book.Earn(
                    draft,
                    posting.Kind == PostingKind.Earn ? PointsLedgerAccount.Issued : PointsLedgerAccount.Adjusted,
                    PointsLotId.New(),
                    id,
                    points,
                    posting.MaturesAt ?? (posting.Kind == PostingKind.Earn ? wallet.MaturesAt(occurred) : null),
                    posting.ExpiresOn ?? wallet.Expiry?.LastDay(day));
                break;
        }

        PointsTransaction posted = book.Close(draft, id, transaction => Complete(transaction, posting, fingerprint) with { Hold = hold });
        Settle(open, book, at);
        return posted;
    }

    private async Task<PointsTransaction> EndHoldAsync(LoyaltyProgramme programme, PointsPosting posting, PointsTransactionId id, Instant occurred, string fingerprint, CancellationToken cancellationToken)
    {
        PointsTransaction source = await OriginalAsync(posting, cancellationToken).ConfigureAwait(false);
        if (source.Hold is not { } holdId || source.Kind != PointsTransactionKind.Hold)
        {
            throw new CrmException(LoyaltyErrorCodes.NotPosted, $"Posting '{posting.Key}': '{posting.Original}' is {source.Kind} and no hold; name the key under which points were set aside.");
        }

        OpenBook open = await BookAsync(programme, Wallet(programme, source.Wallet), source.Customer, cancellationToken).ConfigureAwait(false);
        PointsBook book = await ReadyAsync(open, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
        if (!book.Holds.TryGetValue(holdId, out PointsHold? hold))
        {
            hold = await FindAsync<PointsHold>(holdId, cancellationToken).ConfigureAwait(false) ?? throw Damaged(source);
        }

        if (hold.State != PointsHoldState.Open)
        {
            throw new CrmException(LoyaltyErrorCodes.HoldClosed, $"Posting '{posting.Key}': hold '{posting.Original}' is over ({hold.State}); set the points aside anew.");
        }

        long points = posting.Points ?? hold.Points;
        if (posting.Kind == PostingKind.Capture && points > hold.Points)
        {
            throw new CrmException(LoyaltyErrorCodes.NotEnough, $"Posting '{posting.Key}': hold '{posting.Original}' has {hold.Points} points, and {points} are asked for.");
        }

        Instant at = book.NotBefore(occurred);
        var draft = new PointsDraft(posting.Kind == PostingKind.Capture ? PointsTransactionKind.Capture : PointsTransactionKind.Release, occurred, at);
        IReadOnlyList<PointsHoldPart> over = [];
        if (posting.Kind == PostingKind.Capture)
        {
            over = book.Capture(draft, hold, points);
        }
        else
        {
            book.Release(draft, hold.Parts);
            book.End(hold, PointsHoldState.Released);
        }

        PointsTransaction posted = book.Close(draft, id, transaction => Complete(transaction, posting, fingerprint) with { Hold = holdId });
        if (over.Count > 0)
        {
            var rest = new PointsDraft(PointsTransactionKind.Release, occurred, at);
            book.Release(rest, over);
            _ = book.Close(rest, complete: transaction => transaction with { Hold = holdId });
        }

        Settle(open, book, at);
        return posted;
    }

    private async Task<PointsTransaction> ReverseAsync(LoyaltyProgramme programme, PointsPosting posting, PointsTransactionId id, Instant occurred, string fingerprint, CancellationToken cancellationToken)
    {
        PointsTransaction original = await OriginalAsync(posting, cancellationToken).ConfigureAwait(false);
        long reversed = await ReversedAsync(posting, original, cancellationToken).ConfigureAwait(false);
        long left = PointsPieces.Size(original) - reversed;
        long points = posting.Points ?? left;
        if (points > left || left == 0)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': of '{posting.Original}' {left} points are left to take back, and {Math.Max(points, 1)} are asked for.");
        }

        if (original.Kind == PointsTransactionKind.Reverse && points != left)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': '{posting.Original}' is a reversal of {left} points and is taken back as a whole.");
        }

        OpenBook open = await BookAsync(programme, Wallet(programme, original.Wallet), original.Customer, cancellationToken).ConfigureAwait(false);
        await LoadAsync(open, cancellationToken).ConfigureAwait(false);
        RecordId[] lots = [.. original.Entries.Where(static entry => entry.Lot is not null).Select(static entry => (RecordId)entry.Lot!.Value).Distinct().Where(lot => !open.Book.Lots.ContainsKey((PointsLotId)lot))];
        IReadOnlyList<PointsLot?> closed = await session.FindAsync<PointsLot>(lots, cancellationToken).ConfigureAwait(false);
        open.Take([.. closed.Select(lot => lot ?? throw Damaged(original))], []);
        PointsBook book = await ReadyAsync(open, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
        Instant at = book.NotBefore(occurred);
        var draft = new PointsDraft(PointsTransactionKind.Reverse, occurred, at);
        book.Undo(draft, original, id, reversed, points);
        PointsTransaction posted = book.Close(draft, id, transaction => Complete(transaction, posting, fingerprint) with { Reverses = original.Id });
        Settle(open, book, at);
        return posted;
    }

    private async Task<PointsTransaction> TransferAsync(LoyaltyProgramme programme, PointsPosting posting, PointsTransactionId id, Instant occurred, string fingerprint, CancellationToken cancellationToken)
    {
        PointsWallet wallet = Wallet(programme, posting.Wallet);
        if (!wallet.IsTransferable)
        {
            throw new CrmException(LoyaltyErrorCodes.NotTransferable, $"Posting '{posting.Key}': points of wallet '{wallet.Code}' of programme '{programme.Code}' stay with the member who earned them.");
        }

        CustomerId from = await ResolveAsync(posting.Customer, cancellationToken).ConfigureAwait(false);
        CustomerId to = await ResolveAsync(posting.To!.Value, cancellationToken).ConfigureAwait(false);
        if (from == to)
        {
            throw new CrmException(LoyaltyErrorCodes.BadPosting, $"Posting '{posting.Key}': {posting.Customer} and {posting.To} were merged; points do not go from a member to itself.");
        }

        OpenBook giver = await BookAsync(programme, wallet, from, cancellationToken).ConfigureAwait(false);
        OpenBook taker = await BookAsync(programme, wallet, to, cancellationToken).ConfigureAwait(false);
        await GatherAsync(programme, wallet, giver, occurred, cancellationToken).ConfigureAwait(false);
        PointsBook giving = await ReadyAsync(giver, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
        PointsBook taking = await ReadyAsync(taker, occurred, needsLots: false, cancellationToken).ConfigureAwait(false);
        var other = PointsTransactionId.New();
        var outgoing = new PointsDraft(PointsTransactionKind.TransferOut, occurred, giving.NotBefore(occurred));
        IReadOnlyList<(PointsLot Lot, long Points)> parts = giving.Spend(outgoing, posting.Points!.Value);
        outgoing.Add(PointsLedgerAccount.Transferred, posting.Points.Value);
        var incoming = new PointsDraft(PointsTransactionKind.TransferIn, occurred, taking.NotBefore(occurred));
        foreach ((PointsLot lot, long points) in parts)
        {
            taking.Earn(incoming, PointsLedgerAccount.Transferred, PointsLotId.New(), other, points, maturesAt: null, lot.ExpiresOn, lot.Id, lot.EarnedAt);
        }

        PointsTransaction posted = giving.Close(outgoing, id, transaction => Complete(transaction, posting, fingerprint) with { Counterpart = other });
        _ = taking.Close(incoming, other, transaction => transaction with { Counterpart = id, Reference = posting.Reference, Reason = posting.Reason });
        Settle(giver, giving, outgoing.At);
        Settle(taker, taking, incoming.At);
        return posted;
    }

    /// <summary>Brings the points of customers that were merged into the member to its account before it spends, and what they owe. Points come with a merge and stay where it is ended.</summary>
    private async Task GatherAsync(LoyaltyProgramme programme, PointsWallet wallet, OpenBook survivor, Instant occurred, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await identity.MembersAsync(session.Scope, survivor.Book.Account.Customer, cancellationToken).ConfigureAwait(false);
        foreach (CustomerId merged in members.Skip(1))
        {
            OpenBook open = await BookAsync(programme, wallet, merged, cancellationToken).ConfigureAwait(false);
            if (open.Book.Account is { Available: 0, Pending: 0, Debt: 0 })
            {
                continue;
            }

            PointsBook giving = await ReadyAsync(open, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
            PointsBook taking = await ReadyAsync(survivor, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
            (PointsTransactionId outId, PointsTransactionId inId) = (PointsTransactionId.New(), PointsTransactionId.New());
            var outgoing = new PointsDraft(PointsTransactionKind.TransferOut, occurred, giving.NotBefore(occurred));
            var incoming = new PointsDraft(PointsTransactionKind.TransferIn, occurred, taking.NotBefore(occurred));
            taking.TakeOver(incoming, inId, giving.HandOver(outgoing));
            if (outgoing.Entries.Count == 0)
            {
                continue;
            }

            _ = giving.Close(outgoing, outId, transaction => transaction with { Counterpart = inId });
            _ = taking.Close(incoming, inId, transaction => transaction with { Counterpart = outId });
            Settle(open, giving, outgoing.At);
            Settle(survivor, taking, incoming.At);
        }
    }

    /// <summary>How many points of a transaction have been taken back and stay so.</summary>
    private async Task<long> ReversedAsync(PointsPosting posting, PointsTransaction original, CancellationToken cancellationToken)
    {
        if (original.Kind is not (PointsTransactionKind.Earn or PointsTransactionKind.Redeem or PointsTransactionKind.Capture or PointsTransactionKind.Adjust or PointsTransactionKind.Reverse))
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': '{posting.Original}' is {original.Kind}, which is not reversed; release a hold, and transfer points back.");
        }

        List<PointsTransaction> reversals = await ReversalsAsync([original.Id], cancellationToken).ConfigureAwait(false);
        HashSet<PointsTransactionId> undone = [.. (await ReversalsAsync([.. reversals.Select(static reversal => reversal.Id)], cancellationToken).ConfigureAwait(false)).Select(static undo => undo.Reverses!.Value)];
        if (original is { Kind: PointsTransactionKind.Reverse, Reverses: { } first })
        {
            await RequireLastAsync(posting, original, first, cancellationToken).ConfigureAwait(false);
        }

        return reversals.Where(reversal => !undone.Contains(reversal.Id)).Sum(PointsPieces.Size);
    }

    /// <summary>Only the last reversal that stands can be taken back, so that points come back to where they were.</summary>
    private async Task RequireLastAsync(PointsPosting posting, PointsTransaction reversal, PointsTransactionId first, CancellationToken cancellationToken)
    {
        PointsTransaction reversed = await FindAsync<PointsTransaction>(first, cancellationToken).ConfigureAwait(false) ?? throw Damaged(reversal);
        if (reversed.Kind == PointsTransactionKind.Reverse)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': '{posting.Original}' took a reversal back; post that reversal again under a new key instead.");
        }

        List<PointsTransaction> all = await ReversalsAsync([first], cancellationToken).ConfigureAwait(false);
        HashSet<PointsTransactionId> undone = [.. (await ReversalsAsync([.. all.Select(static one => one.Id)], cancellationToken).ConfigureAwait(false)).Select(static undo => undo.Reverses!.Value)];
        if (all.Find(one => one.Sequence > reversal.Sequence && !undone.Contains(one.Id)) is { } later)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': after '{posting.Original}' the same posting was reversed further by '{later.Key}'; take that back first.");
        }
    }

    private async Task<List<PointsTransaction>> ReversalsAsync(IReadOnlyList<PointsTransactionId> of, CancellationToken cancellationToken)
    {
        if (of.Count == 0)
        {
            return [];
        }

        HashSet<PointsTransactionId> wanted = [.. of];
        List<PointsTransaction> found = await AllAsync<PointsTransaction>(Condition.IsIn(PointsTransactionModel.Reverses, [.. of.Select(static id => FieldValue.Of((RecordId)id))]), cancellationToken).ConfigureAwait(false);
        return [.. found.Concat(session.Uncommitted<PointsTransaction>().Where(one => one.Reverses is { } reversed && wanted.Contains(reversed))).DistinctBy(static one => one.Id).OrderBy(static one => one.Sequence)];
    }

    private async Task<PointsTransaction> OriginalAsync(PointsPosting posting, CancellationToken cancellationToken) =>
        await FindAsync<PointsTransaction>(PointsTransactionId.Of(posting.Programme, posting.Original!), cancellationToken).ConfigureAwait(false)
        ?? throw new CrmException(LoyaltyErrorCodes.NotPosted, $"Posting '{posting.Key}': programme '{posting.Programme}' has no posting '{posting.Original}'; post that first.");

    /// <summary>A copy of a book that is up to an instant: what is tried on it changes nothing before it is settled.</summary>
    private async Task<PointsBook> ReadyAsync(OpenBook open, Instant occurred, bool needsLots, CancellationToken cancellationToken)
    {
        Instant at = open.Book.NotBefore(occurred);
        if (needsLots || open.Book.IsDue(at))
        {
            await LoadAsync(open, cancellationToken).ConfigureAwait(false);
        }

        PointsBook book = open.Book.Copy();
        book.Advance(at);
        return book;
    }

    /// <summary>Keeps a book after a posting, with what lapsed at once: points that were earned long ago, or that a hold kept past their day.</summary>
    private void Settle(OpenBook open, PointsBook book, Instant at)
    {
        book.Advance(at);
        open.Keep(book, session);
    }

    private async Task LoadAsync(OpenBook open, CancellationToken cancellationToken)
    {
        if (open.Book.IsLoaded)
        {
            return;
        }

        PointsAccountId account = open.Book.Account.Id;
        var owner = FieldValue.Of((RecordId)account);
        List<PointsLot> lots = await AllAsync<PointsLot>(Condition.Equal(PointsLotModel.OpenIn, owner), cancellationToken).ConfigureAwait(false);
        List<PointsHold> holds = await AllAsync<PointsHold>(Condition.Equal(PointsHoldModel.OpenIn, owner), cancellationToken).ConfigureAwait(false);
        lots.AddRange(session.Uncommitted<PointsLot>().Where(lot => lot.Account == account));
        holds.AddRange(session.Uncommitted<PointsHold>().Where(hold => hold.Account == account));
        open.Take([.. lots.DistinctBy(static lot => lot.Id)], [.. holds.DistinctBy(static hold => hold.Id)]);
        open.Book.Loaded();
    }

    private async Task<OpenBook> BookAsync(LoyaltyProgramme programme, PointsWallet wallet, CustomerId customer, CancellationToken cancellationToken)
    {
        var id = PointsAccountId.Of(programme.Code, wallet.Code, customer);
        if (_books.TryGetValue(id, out OpenBook? open))
        {
            return open;
        }

        PointsAccount? account = await FindAsync<PointsAccount>(id, cancellationToken).ConfigureAwait(false);
        var book = new PointsBook(account ?? new PointsAccount { Id = id, Customer = customer, Programme = programme.Code, Wallet = wallet.Code }, wallet, Zone(programme));
        if (account is null)
        {
            book.Loaded(); // there is nothing to load
        }

        open = new OpenBook(book, account is null);
        _books.Add(id, open);
        return open;
    }

    private async Task<CustomerId> ResolveAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        var passed = new HashSet<CustomerId>();
        while (passed.Add(customer))
        {
            Customer known = await FindAsync<Customer>(customer, cancellationToken).ConfigureAwait(false)
                ?? throw new CrmException(LoyaltyErrorCodes.BadPosting, $"There is no customer {customer}; points belong to one.");
            if (known.MergedInto is not { } survivor)
            {
                return customer;
            }

            customer = survivor;
        }

        throw new CrmException(DuplicateErrorCodes.MergeCircle, $"The merges of customer {customer} lead in a circle; end one of them.");
    }

    private async Task<LoyaltyProgramme> ProgrammeAsync(string code, CancellationToken cancellationToken)
    {
        if (!_programmes.TryGetValue(code, out LoyaltyProgramme? programme))
        {
            programme = await LoyaltyProgrammes.GetAsync(session, code, cancellationToken).ConfigureAwait(false);
            _programmes.Add(code, programme);
        }

        return programme;
    }

    private Instant OccurredAt(PointsPosting posting)
    {
        Instant now = clock.GetCurrentInstant().FloorToMicrosecond();
        Instant at = posting.At?.FloorToMicrosecond() ?? now;
        return at <= now + Ahead
            ? at
            : throw new CrmException(LoyaltyErrorCodes.BadPosting, $"Posting '{posting.Key}': {at} lies in the future (now is {now}); points that come later are earned now and mature then.");
    }

    private async Task<T?> FindAsync<T>(RecordId id, CancellationToken cancellationToken)
        where T : class => _absent.Contains(id) ? null : await session.FindAsync<T>(id, cancellationToken).ConfigureAwait(false);

    private async Task ReadAsync<T>(IEnumerable<RecordId> ids, CancellationToken cancellationToken)
        where T : class
    {
        RecordId[] asked = [.. ids.Distinct()];
        IReadOnlyList<T?> found = await session.FindAsync<T>(asked, cancellationToken).ConfigureAwait(false);
        _absent.UnionWith(asked.Where((_, i) => found[i] is null));
    }

    private async Task<List<T>> AllAsync<T>(Condition where, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        var query = new CrmQuery<T> { Where = where, Limit = PageSize };
        while (true)
        {
            CrmPage<T> page = await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                return all;
            }

            query = query with { After = page.Next };
        }
    }

    private static PointsTransaction Complete(PointsTransaction transaction, PointsPosting posting, string fingerprint) =>
        transaction with { Key = posting.Key, Fingerprint = fingerprint, Reference = posting.Reference, Reason = posting.Reason };

    private static PointsTransactionKind KindOf(PointsPosting posting) => posting.Kind switch
    {
        PostingKind.Earn => PointsTransactionKind.Earn,
        PostingKind.Redeem => PointsTransactionKind.Redeem,
        PostingKind.Hold => PointsTransactionKind.Hold,
        _ => PointsTransactionKind.Adjust,
    };

    private static PointsWallet Wallet(LoyaltyProgramme programme, string code) => programme.FindWallet(code)
        ?? throw new CrmException(LoyaltyErrorCodes.BadProgramme, $"Programme '{programme.Code}' has no wallet '{code}'; it has {string.Join(", ", programme.Wallets.Select(static wallet => $"'{wallet.Code}'"))}.");

    private static DateTimeZone Zone(LoyaltyProgramme programme) => DateTimeZoneProviders.Tzdb[programme.Zone];

    private static CrmException Damaged(PointsTransaction transaction) =>
        new(LoyaltyErrorCodes.Damaged, $"What transaction {transaction.Id} of account {transaction.Account} names is not there; run the verification.");
}
