using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Reads statements of points: every transaction of an account with the balances after it (LO-3).</summary>
/// <remarks>In bounded memory. A thread-safe singleton.</remarks>
public sealed class PointsStatements
{
    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;

    /// <summary>Makes a reader.</summary>
    public PointsStatements(ICrmStore store, ModelCatalogue model) => (_store, _queries) = (store, new QueryRunner(store, model));

    /// <summary>The committed lines of an account in order, those first that the programme posted first.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async IAsyncEnumerable<StatementLine> ReadAsync(CrmScope scope, PointsAccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var query = new StoreQuery(scope.Tenant, PointsTransactionModel.Kind.Kind)
        {
            Where = Condition.StartsWith(PointsTransactionModel.Place, PointsTransactionModel.PlaceOf(account)),
            Order = new RecordOrder(PointsTransactionModel.Place),
            Limit = 1_000,
        };
        PointsAccount? after = null;
        await foreach (PointsTransaction transaction in _queries.AllAsync<PointsTransaction>(query, cancellationToken).ConfigureAwait(false))
        {
            after ??= Empty(transaction);
            after = Apply(after, transaction);
            yield return new StatementLine(transaction, after);
        }
    }

    /// <summary>An account as it was after the last transaction that counts at an instant.</summary>
    internal async Task<PointsAccount> AccountAtAsync(CrmScope scope, PointsAccount account, Instant at, CancellationToken cancellationToken)
    {
        PointsAccount then = new() { Id = account.Id, Customer = account.Customer, Programme = account.Programme, Wallet = account.Wallet };
        await foreach (StatementLine line in ReadAsync(scope, account.Id, cancellationToken).ConfigureAwait(false))
        {
            if (line.Transaction.At > at)
            {
                break; // transactions count in their order
            }

            then = line.After;
        }

        return then;
    }

    /// <summary>The committed account of a customer, or null.</summary>
    internal async Task<PointsAccount?> FindAsync(CrmScope scope, PointsAccountId id, CancellationToken cancellationToken) =>
        (PointsAccount?)(await _store.FindAsync(scope.Tenant, PointsAccountModel.Kind.Kind, [id], cancellationToken).ConfigureAwait(false))[0]?.Entity;

    internal static PointsAccount Empty(PointsTransaction transaction) =>
        new() { Id = transaction.Account, Customer = transaction.Customer, Programme = transaction.Programme, Wallet = transaction.Wallet };

    internal static PointsAccount Apply(PointsAccount before, PointsTransaction transaction) =>
        transaction.Entries.Aggregate(before, static (account, entry) => account.With(entry)) with { Sequence = transaction.Sequence, Head = transaction.Hash, AsOf = transaction.At };
}
