using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Postings to one session: it accepts them, does them on the books of the accounts that they need, and adds what they post to the session. Not thread-safe.</summary>
internal sealed class PointsWork
{
    /// <summary>How far a clock of another host may be ahead.</summary>
    private static readonly Duration Ahead = Duration.FromMinutes(5);

    private readonly ICrmSession _session;
    private readonly IClock _clock;
    private readonly PointsBooks _books;
    private readonly PointsHoldEnds _holdEnds;
    private readonly PointsReversals _reversals;
    private readonly PointsTransfers _transfers;

    public PointsWork(ICrmSession session, CustomerIdentity identity, PluginUseOrders orders, IClock clock)
    {
        (_session, _clock) = (session, clock);
        _books = new PointsBooks(session, orders);
        _holdEnds = new PointsHoldEnds(_books);
        _reversals = new PointsReversals(_books, session);
        _transfers = new PointsTransfers(_books, session, identity);
    }

    /// <summary>Reads what many postings ask for in few questions: accounts before what is in them, so that whoever changes an account meanwhile conflicts.</summary>
    public async Task PrepareAsync(IReadOnlyList<PointsPosting> postings, CancellationToken cancellationToken)
    {
        IEnumerable<RecordId> named = postings.Where(static posting => posting.Original is not null).Select(static posting => (RecordId)PointsTransactionId.Of(posting.Programme, posting.Original!));
        IReadOnlyList<PointsTransaction> known = await _books.ReadAsync<PointsTransaction>(
            postings.Select(static posting => (RecordId)PointsTransactionId.Of(posting.Programme, posting.Key)).Concat(named), cancellationToken).ConfigureAwait(false);
        PointsPosting[] direct = [.. postings.Where(static posting => posting.Original is null)];
        IReadOnlyList<Customer> customers = await _books.ReadAsync<Customer>(direct.SelectMany(static posting => posting.To is { } to ? (RecordId[])[posting.Customer, to] : [posting.Customer]), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PointsAccount> accounts = await _books.ReadAsync<PointsAccount>(
            direct.Select(static posting => (RecordId)AccountOf(posting)).Concat(known.Select(static transaction => (RecordId)transaction.Account)), cancellationToken).ConfigureAwait(false);
        HashSet<PointsAccountId> drawn = [.. direct.Where(static posting => Takes(posting)).Select(AccountOf), .. known.Select(static transaction => transaction.Account)];
        await _books.ReadOpenAsync([.. accounts.Where(account => drawn.Contains(account.Id))], cancellationToken).ConfigureAwait(false);
        HashSet<CustomerId> takers = [.. direct.Where(static posting => Takes(posting)).Select(static posting => posting.Customer)];
        await _transfers.ReadMembersAsync([.. customers.Where(customer => customer.MergedInto is null && takers.Contains(customer.Id)).Select(static customer => customer.Id)], cancellationToken).ConfigureAwait(false);

        static PointsAccountId AccountOf(PointsPosting posting) => PointsAccountId.Of(posting.Programme, posting.Wallet, posting.Customer);
    }

    /// <summary>Posts.</summary>
    /// <exception cref="CrmException">CRM6400 to CRM6409: it is refused, and the session is as it was.</exception>
    public async Task<PostedPoints> PostAsync(PointsPosting posting, CancellationToken cancellationToken)
    {
        posting.Check();
        LoyaltyProgramme programme = await _books.ProgrammeAsync(posting.Programme, cancellationToken).ConfigureAwait(false);
        var id = PointsTransactionId.Of(posting.Programme, posting.Key);
        string fingerprint = PointsHash.Of(posting);
        if (await _books.FindAsync<PointsTransaction>(id, cancellationToken).ConfigureAwait(false) is { } before)
        {
            return before.Fingerprint == fingerprint
                ? new PostedPoints(before, IsRepetition: true)
                : throw new CrmException(
                    LoyaltyErrorCodes.KeyTaken,
                    $"Key '{posting.Key}' of programme '{posting.Programme}' was posted before as {before.Kind} of {before.Points} points at {before.OccurredAt}, and now other contents are given; give another key to post something else.");
        }

        var accepted = new AcceptedPosting(posting, programme, id, OccurredAt(posting), fingerprint);
        PointsTransaction posted = posting.Kind switch
        {
            PostingKind.Reverse => await _reversals.ReverseAsync(accepted, cancellationToken).ConfigureAwait(false),
            PostingKind.Capture or PostingKind.Release => await _holdEnds.EndAsync(accepted, cancellationToken).ConfigureAwait(false),
            PostingKind.Transfer => await _transfers.TransferAsync(accepted, cancellationToken).ConfigureAwait(false),
            _ => await ChangeAsync(accepted, cancellationToken).ConfigureAwait(false),
        };
        _books.Made(id);
        return new PostedPoints(posted, IsRepetition: false);
    }

    /// <summary>Posts what the calendar has brought to accounts that the session has read.</summary>
    public async Task AdvanceAsync(IReadOnlyList<PointsAccount> accounts, Instant to, CancellationToken cancellationToken)
    {
        await _books.ReadOpenAsync(accounts, cancellationToken).ConfigureAwait(false);
        foreach (PointsAccount account in accounts)
        {
            await AdvanceAsync(account, to, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Posts what the calendar has brought to an account by an instant.</summary>
    public async Task AdvanceAsync(PointsAccount account, Instant to, CancellationToken cancellationToken)
    {
        LoyaltyProgramme programme = await _books.ProgrammeAsync(account.Programme, cancellationToken).ConfigureAwait(false);
        OpenBook open = await _books.BookAsync(programme, programme.WalletOf(account.Wallet), account.Customer, cancellationToken).ConfigureAwait(false);
        await _books.LoadWholeAsync(open, cancellationToken).ConfigureAwait(false);
        PointsBook book = open.Book.Copy();
        book.Advance(to);
        open.Keep(book, _session);
    }

    /// <summary>The account of a customer as it is at an instant, with what the calendar has brought by then. Nothing is added to the session.</summary>
    public async Task<PointsBook> PreviewAsync(string programme, string wallet, CustomerId customer, Instant at, CancellationToken cancellationToken)
    {
        LoyaltyProgramme known = await _books.ProgrammeAsync(programme, cancellationToken).ConfigureAwait(false);
        OpenBook open = await _books.BookAsync(known, known.WalletOf(wallet), customer, cancellationToken).ConfigureAwait(false);
        await _books.LoadAsync(open, cancellationToken).ConfigureAwait(false);
        PointsBook book = open.Book.Copy();
        book.Advance(at);
        return book;
    }

    private async Task<PointsTransaction> ChangeAsync(AcceptedPosting accepted, CancellationToken cancellationToken)
    {
        PointsPosting posting = accepted.Posting;
        (LoyaltyProgramme programme, PointsWallet wallet, Instant occurred) = (accepted.Programme, accepted.Wallet, accepted.OccurredAt);
        CustomerId customer = await _books.ResolveAsync(posting.Customer, cancellationToken).ConfigureAwait(false);
        OpenBook open = await _books.BookAsync(programme, wallet, customer, cancellationToken).ConfigureAwait(false);
        bool takes = Takes(posting);
        if (takes)
        {
            await _transfers.GatherAsync(programme, wallet, open, occurred, cancellationToken).ConfigureAwait(false);
        }

        PointsBook book = await _books.ReadyAsync(open, occurred, needsLots: takes, cancellationToken).ConfigureAwait(false);
        Instant at = book.NotBefore(occurred);
        long points = posting.Points!.Value;
        var draft = new PointsDraft(KindOf(posting), occurred, at);
        PointsHoldId? hold = null;
        switch (posting.Kind)
        {
            case PostingKind.Hold:
                hold = PointsHoldId.Of(posting.Programme, posting.Key);
                book.Hold(draft, hold.Value, posting.Key, accepted.Id, points, posting.Until ?? (wallet.HoldMinutes is { } minutes ? at + Duration.FromMinutes(minutes) : null));
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
                LocalDate day = occurred.InZone(programme.Days()).Date;
                book.Earn(
                    draft,
                    posting.Kind == PostingKind.Earn ? PointsLedgerAccount.Issued : PointsLedgerAccount.Adjusted,
                    PointsLotId.New(),
                    accepted.Id,
                    points,
                    posting.MaturesAt ?? (posting.Kind == PostingKind.Earn ? wallet.MaturesAt(occurred) : null),
                    posting.ExpiresOn ?? wallet.Expiry?.LastDay(day));
                break;
        }

        PointsTransaction posted = book.Close(draft, accepted.Id, transaction => accepted.Complete(transaction) with { Hold = hold });
        _books.Settle(open, book, at);
        return posted;
    }

    /// <summary>Whether a posting of a member takes points from it, and so asks for its lots.</summary>
    private static bool Takes(PointsPosting posting) => !(posting.Kind == PostingKind.Earn || posting is { Kind: PostingKind.Adjust, Points: > 0 });

    private Instant OccurredAt(PointsPosting posting)
    {
        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        Instant at = posting.At?.FloorToMicrosecond() ?? now;
        return at <= now + Ahead
            ? at
            : throw new CrmException(LoyaltyErrorCodes.BadPosting, $"Posting '{posting.Key}': {at} lies in the future (now is {now}); points that come later are earned now and mature then.");
    }

    private static PointsTransactionKind KindOf(PointsPosting posting) => posting.Kind switch
    {
        PostingKind.Earn => PointsTransactionKind.Earn,
        PostingKind.Redeem => PointsTransactionKind.Redeem,
        PostingKind.Hold => PointsTransactionKind.Hold,
        _ => PointsTransactionKind.Adjust,
    };
}
