using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Reads what points are outstanding at any instant, by the month in which they lapse; ties the months out, and says how many are expected to lapse (LO-3).</summary>
/// <remarks>
/// One pass over the transactions, in memory that grows with months and not with members. What the calendar has brought by then counts, posted or not, just as in a balance. While others post, each account counts as it was
/// at one of its transactions. A thread-safe singleton.
/// </remarks>
public sealed class PointsLiabilityReader
{
    private const int AccountsAtOnce = 200;
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly PointsLedger _ledger;
    private readonly PointsStatements _statements;
    private readonly IClock _clock;
    private readonly QueryRunner _queries;

    /// <summary>Makes a reader.</summary>
    public PointsLiabilityReader(ICrm crm, ICrmStore store, ModelCatalogue model, PointsLedger ledger, PointsStatements statements, IClock clock) =>
        (_crm, _store, _ledger, _statements, _clock, _queries) = (crm, store, ledger, statements, clock, new QueryRunner(store, model));

    /// <summary>Reads the liability of a tenant.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="request">The instant, and what is wanted.</param>
    /// <param name="progress">Told how many accounts were read.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="CrmException">CRM1030: an option is out of its range. CRM6400: a transaction names a programme that is not there. CRM6409: a lot is missing.</exception>
    public async Task<PointsLiability> ReadAsync(CrmScope scope, LiabilityRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        request.Breakage.Check();
        Instant at = (request.At ?? _clock.GetCurrentInstant()).FloorToMicrosecond();
        var pass = new LiabilityPass(_crm, _store, _ledger, _statements, scope, at, new LiabilityFold(new LotCohorts(_store, scope.Tenant)));
        var query = new StoreQuery(scope.Tenant, PointsTransactionModel.Kind.Kind) { Order = new RecordOrder(PointsTransactionModel.Place), Limit = 5_000 }; // account by account
        await foreach (PointsTransaction transaction in _queries.AllAsync<PointsTransaction>(query, cancellationToken).ConfigureAwait(false))
        {
            if ((request.Programme ?? transaction.Programme) != transaction.Programme || (request.Wallet ?? transaction.Wallet) != transaction.Wallet)
            {
                continue;
            }

            if (pass.Waiting >= AccountsAtOnce && pass.IsNew(transaction))
            {
                await pass.CatchUpAsync(cancellationToken).ConfigureAwait(false);
                progress?.Report(pass.Accounts);
            }

            await pass.AddAsync(transaction, cancellationToken).ConfigureAwait(false);
        }

        await pass.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyCollection<WalletSums> wallets = await pass.EndAsync(cancellationToken).ConfigureAwait(false);
        return new PointsLiability(
            at,
            pass.Accounts,
            [.. wallets.OrderBy(static wallet => wallet.Programme, StringComparer.Ordinal).ThenBy(static wallet => wallet.Wallet, StringComparer.Ordinal).Select(wallet => Of(wallet, at, request))]);
    }

    private static WalletLiability Of(WalletSums sums, Instant at, LiabilityRequest request)
    {
        ExpiringPoints[] lots = [.. sums.ByExpiry.OrderBy(static pair => pair.Key)
            .Select(static pair => new ExpiringPoints(pair.Key == WalletSums.Never ? null : MonthNumber.ToYearMonth(pair.Key), pair.Value.Available, pair.Value.Pending, pair.Value.Held))
            .Where(static part => part is not { Available: 0, Pending: 0, Held: 0 })];
        int underWay = MonthNumber.Of(at + Duration.FromNanoseconds(1_000), sums.Zone); // the last microsecond of a month ends it
        BreakageEstimate breakage = RunOff.Estimate(sums.Cohorts, underWay, request.Breakage);
        var liability = new WalletLiability
        {
            Programme = sums.Programme,
            Wallet = sums.Wallet,
            Available = lots.Sum(static part => part.Available),
            Pending = lots.Sum(static part => part.Pending),
            Held = lots.Sum(static part => part.Held),
            Owed = -sums.WithoutLot,
            ByExpiry = [.. lots],
            Months = [.. Months(sums)],
            Balances = sums.HasLater ? null : sums.Balances,
            Breakage = breakage,
        };
        return liability with { Value = Cost(liability.Outstanding), ExpectedValue = breakage.Lapsed is { } lapsed ? Cost(liability.Outstanding - lapsed) : null };

        Money? Cost(long points) => request.PointCost is { } cost ? Money.Round(cost.Amount * points, cost.Currency) : null;
    }

    private static IEnumerable<PointsMonth> Months(WalletSums sums)
    {
        long opening = 0;
        foreach ((int month, MonthSums moved) in sums.Months.OrderBy(static pair => pair.Key))
        {
            long closing = checked(opening + moved.Members);
            yield return new PointsMonth(MonthNumber.ToYearMonth(month), opening, moved.Issued, moved.Redeemed, moved.Expired, moved.Adjusted, moved.Transferred, closing);
            opening = closing;
        }
    }
}
