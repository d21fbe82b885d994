using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Checks every invariant of the points ledger by doing all its transactions again from the first on: each sums to 0 (L1), balances are what they make (L2), none is below its floor (L3), the lots hold
/// what can be spent (L6), and the chain of hashes is whole (L9).</summary>
/// <remarks>It reads some accounts at a time, in bounded memory, while others post. A thread-safe singleton.</remarks>
public sealed class PointsVerifier
{
    /// <summary>So many problems are listed; more are counted.</summary>
    public const int MaxProblems = 1_000;

    private const int AccountsAtOnce = 200;
    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;

    /// <summary>Makes a verifier.</summary>
    public PointsVerifier(ICrmStore store, ModelCatalogue model) => (_store, _queries) = (store, new QueryRunner(store, model));

    /// <summary>Verifies the ledger of a tenant.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="progress">Told how many accounts were verified.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async Task<LedgerVerification> VerifyAsync(CrmScope scope, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        long accounts = 0, postings = 0, outstanding = 0, debt = 0, problems = 0;
        List<LedgerProblem> first = [];
        var query = new StoreQuery(scope.Tenant, PointsAccountModel.Kind.Kind) { Limit = AccountsAtOnce };
        var some = new List<PointsAccount>();
        await foreach (PointsAccount account in _queries.AllAsync<PointsAccount>(query, cancellationToken).ConfigureAwait(false))
        {
            some.Add(account);
            if (some.Count == AccountsAtOnce)
            {
                await TakeAsync().ConfigureAwait(false);
            }
        }

        await TakeAsync().ConfigureAwait(false);
        return new LedgerVerification(accounts, postings, outstanding, debt, problems, first.ToValueList());

        async Task TakeAsync()
        {
            await VerifyAsync(scope, some, Tell, cancellationToken).ConfigureAwait(false);
            accounts += some.Count;
            postings += some.Sum(static account => account.Sequence);
            outstanding += some.Sum(static account => account.Available + account.Pending + account.Held);
            debt += some.Sum(static account => account.Debt);
            some.Clear();
            progress?.Report(accounts);
        }

        void Tell(LedgerProblem problem)
        {
            problems++;
            if (first.Count < MaxProblems)
            {
                first.Add(problem);
            }
        }
    }

    private async Task VerifyAsync(CrmScope scope, IReadOnlyList<PointsAccount> accounts, Action<LedgerProblem> tell, CancellationToken cancellationToken)
    {
        if (accounts.Count == 0)
        {
            return;
        }

        FieldValue[] ids = [.. accounts.Select(static account => FieldValue.Of((RecordId)account.Id))];
        Dictionary<PointsAccountId, AccountReplay> replays = accounts.ToDictionary(static account => account.Id, account => new AccountReplay(account, tell));
        foreach (AccountReplay replay in replays.Values)
        {
            await foreach (PointsTransaction transaction in TransactionsAsync(scope, replay.Account.Id, cancellationToken).ConfigureAwait(false))
            {
                replay.Apply(transaction);
            }
        }

        ILookup<PointsAccountId, PointsLot> lots = (await _queries
            .AllAsync<PointsLot>(new StoreQuery(scope.Tenant, PointsLotModel.Kind.Kind) { Where = Condition.IsIn(PointsLotModel.OpenIn, ids), Limit = 5_000 }, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(static lot => lot.Account);
        IReadOnlyList<StoredRecord?> now = await _store.FindAsync(scope.Tenant, PointsAccountModel.Kind.Kind, [.. accounts.Select(static account => (RecordId)account.Id)], cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < accounts.Count; i++)
        {
            AccountReplay replay = replays[accounts[i].Id];
            replay.CompareAccount();
            if ((now[i]?.Entity as PointsAccount)?.Sequence == accounts[i].Sequence) // else somebody posted meanwhile, and the lots are newer than the account
            {
                replay.CompareLots(lots[accounts[i].Id]);
            }
        }
    }

    private IAsyncEnumerable<PointsTransaction> TransactionsAsync(CrmScope scope, PointsAccountId account, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, PointsTransactionModel.Kind.Kind)
        {
            Where = Condition.StartsWith(PointsTransactionModel.Place, PointsTransactionModel.PlaceOf(account)),
            Order = new RecordOrder(PointsTransactionModel.Place),
            Limit = 1_000,
        };
        return _queries.AllAsync<PointsTransaction>(query, cancellationToken);
    }
}
