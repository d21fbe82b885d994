using System.Runtime.CompilerServices;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Plugins;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The points ledger, 积分账 (LO-1): double entry, only added to, with lots, so that it balances at every instant and whatever the order of events.</summary>
/// <remarks>
/// <para>What a method posts is in the caller's session and written by its commit, with whatever else stands there: an order and its points are one commit. Under its key a posting has one effect for ever.</para>
/// <para>Two commits that change one account at once conflict (CRM2032 or CRM2033); post again in a new session, or let <see cref="PointsPoster"/> do so. A thread-safe singleton.</para>
/// </remarks>
public sealed class PointsLedger
{
    private readonly CustomerIdentity _identity;
    private readonly PointsStatements _statements;
    private readonly IClock _clock;
    private readonly PluginUseOrders _orders;

    /// <summary>Makes a ledger.</summary>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="statements">Reads what was posted.</param>
    /// <param name="clock">The business clock.</param>
    /// <param name="extensions">The orders of use that plugins bring; null for none.</param>
    /// <param name="time">Measures their deadlines; the system's where it is null.</param>
    public PointsLedger(CustomerIdentity identity, PointsStatements statements, IClock clock, IExtensions? extensions = null, TimeProvider? time = null)
    {
        (_identity, _statements, _clock) = (identity, statements, clock);
        _orders = new PluginUseOrders(extensions, time ?? TimeProvider.System);
    }

    /// <summary>Posts.</summary>
    /// <param name="session">The session.</param>
    /// <param name="posting">What is to be posted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The transaction; the first one where the key was posted before.</returns>
    /// <exception cref="CrmException">CRM6400 to CRM6409 and CRM6416: it is refused, and the session is as it was. CRM2032: somebody posted to the account since the session read it. CRM2161: merges lead in a circle.</exception>
    public Task<PostedPoints> PostAsync(ICrmSession session, PointsPosting posting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(posting);
        return Work(session).PostAsync(posting, cancellationToken);
    }

    /// <summary>A member's points in a wallet at an instant, with what the calendar has brought by then: posted or not, lapsed points are not there to spend.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The member.</param>
    /// <param name="at">The instant; null for now. Before the last posting it is read from the transactions.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="wallet">The wallet's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The balance; zero throughout where there is no account.</returns>
    /// <exception cref="CrmException">CRM6400: there is no such programme or wallet.</exception>
    public async Task<PointsBalance> BalanceAsync(
        ICrmSession session, CustomerId customer, Instant? at = null, string programme = LoyaltyProgramme.DefaultCode, string wallet = PointsWallet.Main, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        Instant then = (at ?? _clock.GetCurrentInstant()).FloorToMicrosecond();
        CustomerId survivor = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        PointsWork work = Work(session);
        var sum = new PointsBalance { Customer = survivor, Programme = programme, Wallet = wallet, At = then };
        foreach (CustomerId member in await _identity.MembersAsync(session.Scope, survivor, cancellationToken).ConfigureAwait(false))
        {
            PointsBook book = await work.PreviewAsync(programme, wallet, member, then, cancellationToken).ConfigureAwait(false);
            sum = book.NotBefore(then) == then
                ? sum.Plus(book)
                : sum.Plus(await _statements.AccountAtAsync(session.Scope, book.Account, then, cancellationToken).ConfigureAwait(false));
        }

        return sum;
    }

    /// <summary>Every committed transaction of a member's points that counts by an instant, with the account after it; of merged customers account by account.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The member.</param>
    /// <param name="at">The instant.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="wallet">The wallet's code.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async IAsyncEnumerable<StatementLine> StatementAsync(
        CrmScope scope, CustomerId customer, Instant at, string programme = LoyaltyProgramme.DefaultCode, string wallet = PointsWallet.Main, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CustomerId survivor = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        foreach (CustomerId member in await _identity.MembersAsync(scope, survivor, cancellationToken).ConfigureAwait(false))
        {
            await foreach (StatementLine line in _statements.ReadAsync(scope, PointsAccountId.Of(programme, wallet, member), cancellationToken).ConfigureAwait(false))
            {
                if (line.Transaction.At > at)
                {
                    break; // transactions count in their order
                }

                yield return line;
            }
        }
    }

    internal PointsWork Work(ICrmSession session) => new(session, _identity, _orders, _clock);
}
