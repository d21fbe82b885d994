using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>One pass over the ledger up to an instant: transactions account by account, then what the calendar brought that nobody posted yet. Not thread-safe.</summary>
internal sealed class LiabilityPass(ICrm crm, ICrmStore store, PointsLedger ledger, PointsStatements statements, CrmScope scope, Instant at, LiabilityFold fold)
{
    private readonly Dictionary<(string Programme, string Wallet), WalletSums> _wallets = [];
    private readonly Dictionary<PointsAccountId, long> _read = []; // the last transaction that was read of each

    /// <summary>How many accounts were begun.</summary>
    public long Accounts { get; private set; }

    /// <summary>How many of them still have to be held against their records.</summary>
    public int Waiting => _read.Count;

    public bool IsNew(PointsTransaction transaction) => !_read.ContainsKey(transaction.Account);

    public async Task AddAsync(PointsTransaction transaction, CancellationToken cancellationToken)
    {
        Accounts += IsNew(transaction) ? 1 : 0;
        _read[transaction.Account] = transaction.Sequence;
        await TakeAsync(transaction, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the accounts that were read: with what was posted meanwhile, and with what fell due.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        ICrmSession session = crm.OpenSession(scope);
        await using (session.ConfigureAwait(false))
        {
            PointsWork work = ledger.Work(session);
            IReadOnlyList<StoredRecord?> records = await store.FindAsync(scope.Tenant, PointsAccountModel.Kind.Kind, [.. _read.Keys.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false);
            foreach (PointsAccount account in records.Select(static record => record?.Entity).OfType<PointsAccount>())
            {
                PointsAccount then = account;
                IReadOnlyList<PointsTransaction> due = [];
                if (account.NextDue <= at && account.AsOf <= at)
                {
                    PointsBook book = await work.PreviewAsync(account.Programme, account.Wallet, account.Customer, at, cancellationToken).ConfigureAwait(false);
                    (then, due) = (book.Account, book.Posted);
                }

                await RestAsync(account, then.Sequence - due.Count, cancellationToken).ConfigureAwait(false);
                foreach (PointsTransaction transaction in due)
                {
                    await TakeAsync(transaction, cancellationToken).ConfigureAwait(false);
                }

                WalletSums wallet = await WalletAsync(account.Programme, account.Wallet, cancellationToken).ConfigureAwait(false);
                wallet.HasLater |= then.AsOf > at;
                wallet.Balances = checked(wallet.Balances + then.Available + then.Pending + then.Held - then.Debt);
            }
        }

        _read.Clear();
    }

    public async Task<IReadOnlyCollection<WalletSums>> EndAsync(CancellationToken cancellationToken)
    {
        await fold.FlushAsync(cancellationToken).ConfigureAwait(false);
        return _wallets.Values;
    }

    /// <summary>What was posted to an account since its transactions were read.</summary>
    private async Task RestAsync(PointsAccount account, long last, CancellationToken cancellationToken)
    {
        long read = _read[account.Id];
        if (last <= read)
        {
            return;
        }

        await foreach (StatementLine line in statements.ReadAsync(scope, account.Id, cancellationToken).ConfigureAwait(false))
        {
            if (line.Transaction.Sequence > read && line.Transaction.Sequence <= last)
            {
                await TakeAsync(line.Transaction, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TakeAsync(PointsTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.At <= at)
        {
            await fold.AddAsync(transaction, await WalletAsync(transaction.Programme, transaction.Wallet, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<WalletSums> WalletAsync(string programme, string wallet, CancellationToken cancellationToken)
    {
        if (!_wallets.TryGetValue((programme, wallet), out WalletSums? sums))
        {
            ICrmSession session = crm.OpenSession(scope);
            await using (session.ConfigureAwait(false))
            {
                LoyaltyProgramme known = await LoyaltyProgrammes.GetAsync(session, programme, cancellationToken).ConfigureAwait(false);
                sums = new WalletSums(programme, wallet, DateTimeZoneProviders.Tzdb[known.Zone]);
                _wallets.Add((programme, wallet), sums);
            }
        }

        return sums;
    }
}
