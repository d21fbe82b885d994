using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The accounts that a session's postings touch, each read once and kept as a book. Not thread-safe.</summary>
/// <remarks>An account's record is written with each of its transactions, so two commits on one account conflict; its lots and holds are read after it and change only with it.</remarks>
internal sealed class PointsBooks(ICrmSession session, PluginUseOrders orders)
{
    private const int PageSize = 1_000;
    private const int AccountsAtOnce = 500;

    private readonly Dictionary<PointsAccountId, OpenBook> _books = [];
    private readonly Dictionary<string, LoyaltyProgramme> _programmes = new(StringComparer.Ordinal);
    private readonly HashSet<RecordId> _absent = [];
    private readonly Dictionary<PointsAccountId, (List<PointsLot> Lots, List<PointsHold> Holds)> _read = [];

    // What the session had before: what is added from now on stands in the books.
    private ILookup<PointsAccountId, PointsLot>? _addedLots;
    private ILookup<PointsAccountId, PointsHold>? _addedHolds;

    public async Task<LoyaltyProgramme> ProgrammeAsync(string code, CancellationToken cancellationToken)
    {
        if (!_programmes.TryGetValue(code, out LoyaltyProgramme? programme))
        {
            programme = await LoyaltyProgrammes.GetAsync(session, code, cancellationToken).ConfigureAwait(false);
            _programmes.Add(code, programme);
        }

        return programme;
    }

    /// <summary>The book of a member's account; an account that is not there yet is made with its first transaction.</summary>
    public async Task<OpenBook> BookAsync(LoyaltyProgramme programme, PointsWallet wallet, CustomerId customer, CancellationToken cancellationToken)
    {
        var id = PointsAccountId.Of(programme.Code, wallet.Code, customer);
        if (_books.TryGetValue(id, out OpenBook? open))
        {
            return open;
        }

        PointsAccount? account = await FindAsync<PointsAccount>(id, cancellationToken).ConfigureAwait(false);
        var book = new PointsBook(account ?? new PointsAccount { Id = id, Customer = customer, Programme = programme.Code, Wallet = wallet.Code }, wallet, programme.Days());
        if (account is null)
        {
            book.Loaded(); // there is nothing to load
        }

        open = new OpenBook(book, account is null);
        _books.Add(id, open);
        return open;
    }

    /// <summary>Reads the open lots and holds of a book, unless they are in it.</summary>
    public async Task LoadAsync(OpenBook open, CancellationToken cancellationToken)
    {
        if (open.Book.IsLoaded)
        {
            return;
        }

        PointsAccountId account = open.Book.Account.Id;
        if (!_read.Remove(account, out (List<PointsLot> Lots, List<PointsHold> Holds) read))
        {
            await ReadOpenAsync([open.Book.Account], cancellationToken).ConfigureAwait(false);
            _ = _read.Remove(account, out read);
        }

        (List<PointsLot> lots, List<PointsHold> holds) = read;
        _addedLots ??= session.Uncommitted<PointsLot>().ToLookup(static lot => lot.Account);
        _addedHolds ??= session.Uncommitted<PointsHold>().ToLookup(static hold => hold.Account);
        lots.AddRange(_addedLots[account]);
        holds.AddRange(_addedHolds[account]);
        open.Take([.. lots.DistinctBy(static lot => lot.Id)], [.. holds.DistinctBy(static hold => hold.Id)]);
        open.Book.Loaded();
    }

    /// <summary>Reads the open lots and holds of a book that is to be posted to.</summary>
    /// <exception cref="CrmException">CRM2032: they are not those of the account, since somebody posted to it after it was read. The commit would fail too; where it stays so, the verification says what is damaged.</exception>
    public async Task LoadWholeAsync(OpenBook open, CancellationToken cancellationToken)
    {
        await LoadAsync(open, cancellationToken).ConfigureAwait(false);
        if (!open.Book.IsWhole)
        {
            PointsAccountId account = open.Book.Account.Id;
            long read = session.VersionOf<PointsAccount>(account);
            throw new CrmConflictException([new RecordConflict(new RecordRef(PointsAccountModel.Kind.Kind, account), read, read + 1, [], null)]); // a later version; which one is not read
        }
    }

    /// <summary>Reads the open lots and holds of accounts whose records were read before, for the books to come.</summary>
    public async Task ReadOpenAsync(IReadOnlyCollection<PointsAccount> accounts, CancellationToken cancellationToken)
    {
        foreach (PointsAccount[] some in accounts.Chunk(AccountsAtOnce))
        {
            ILookup<PointsAccountId, PointsLot> lots = (await OpenInAsync<PointsLot>(
                PointsLotModel.OpenIn, some.Where(static account => account is not { Available: <= 0, Pending: 0, Held: 0 }), cancellationToken).ConfigureAwait(false)).ToLookup(static lot => lot.Account);
            ILookup<PointsAccountId, PointsHold> holds = (await OpenInAsync<PointsHold>(
                PointsHoldModel.OpenIn, some.Where(static account => account.Held > 0), cancellationToken).ConfigureAwait(false)).ToLookup(static hold => hold.Account);
            foreach (PointsAccount account in some)
            {
                _read[account.Id] = ([.. lots[account.Id]], [.. holds[account.Id]]);
            }
        }
    }

    /// <summary>A copy of a book that is up to an instant: what is tried on it changes nothing before it is settled.</summary>
    public async Task<PointsBook> ReadyAsync(OpenBook open, Instant occurred, bool needsLots, CancellationToken cancellationToken)
    {
        Instant at = open.Book.NotBefore(occurred);
        if (needsLots || open.Book.IsDue(at))
        {
            await LoadWholeAsync(open, cancellationToken).ConfigureAwait(false);
        }

        PointsBook book = open.Book.Copy();
        book.Advance(at);
        if (needsLots)
        {
            await orders.RankAsync(await ProgrammeAsync(book.Account.Programme, cancellationToken).ConfigureAwait(false), book.Wallet, book, at, cancellationToken).ConfigureAwait(false);
        }

        return book;
    }

    /// <summary>Keeps a book after a posting, with what lapsed at once: points that were earned long ago, or that a hold kept past their day.</summary>
    public void Settle(OpenBook open, PointsBook book, Instant at)
    {
        book.Advance(at);
        open.Keep(book, session);
    }

    /// <summary>The customer that an id stands for now, as the session sees it.</summary>
    public async Task<CustomerId> ResolveAsync(CustomerId customer, CancellationToken cancellationToken)
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

    /// <summary>The posting that another names as its original.</summary>
    /// <exception cref="CrmException">CRM6404: it is not there.</exception>
    public async Task<PointsTransaction> OriginalAsync(PointsPosting posting, CancellationToken cancellationToken) =>
        await FindAsync<PointsTransaction>(PointsTransactionId.Of(posting.Programme, posting.Original!), cancellationToken).ConfigureAwait(false)
        ?? throw new CrmException(LoyaltyErrorCodes.NotPosted, $"Posting '{posting.Key}': programme '{posting.Programme}' has no posting '{posting.Original}'; post that first.");

    /// <summary>A record, or null; what is known to be absent is not asked for again.</summary>
    public async Task<T?> FindAsync<T>(RecordId id, CancellationToken cancellationToken)
        where T : class => _absent.Contains(id) ? null : await session.FindAsync<T>(id, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads many records in one question.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(IEnumerable<RecordId> ids, CancellationToken cancellationToken)
        where T : class
    {
        RecordId[] asked = [.. ids.Distinct()];
        IReadOnlyList<T?> found = await session.FindAsync<T>(asked, cancellationToken).ConfigureAwait(false);
        _absent.UnionWith(asked.Where((_, i) => found[i] is null));
        return [.. found.OfType<T>()];
    }

    /// <summary>Says that a record is there now.</summary>
    public void Made(RecordId id) => _absent.Remove(id);

    /// <summary>All records that meet a condition; for those of one account.</summary>
    public Task<List<T>> AllAsync<T>(Condition where, CancellationToken cancellationToken)
        where T : class => session.AllAsync(new CrmQuery<T> { Where = where, Limit = PageSize }, cancellationToken);

    public static CrmException Damaged(PointsTransaction transaction) =>
        new(LoyaltyErrorCodes.Damaged, $"What transaction {transaction.Id} of account {transaction.Account} names is not there; run the verification.");

    /// <summary>The open records of accounts that have some; of those that have none nothing is asked.</summary>
    private async Task<IReadOnlyList<T>> OpenInAsync<T>(FieldId account, IEnumerable<PointsAccount> accounts, CancellationToken cancellationToken)
        where T : class
    {
        FieldValue[] owners = [.. accounts.Select(static account => FieldValue.Of((RecordId)account.Id))];
        return owners.Length == 0 ? [] : await AllAsync<T>(Condition.IsIn(account, owners), cancellationToken).ConfigureAwait(false);
    }
}
