using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Lets members earn by the rules of their programme: an order in the commit that brings it, or all that was not settled yet in a run (LO-1).</summary>
/// <remarks>
/// <para>Each document is settled once, by the version of the programme that is the newest then: its parts say why, its postings have keys of their own, and both are one commit. So a run that was stopped, or run twice, adds nothing twice. What
/// changes in an order later, or comes back, is settled as a difference.</para>
/// <para>A thread-safe singleton. Several hosts may run it at once.</para>
/// </remarks>
public sealed class EarningDesk
{
    private const int TouchedPerCommit = 500;
    private const int MaxAttempts = 20;

    private static readonly Dictionary<RecordId, Order> NoOrders = [];

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly PointsLedger _ledger;
    private readonly PointsStatements _statements;
    private readonly CustomerIdentity _identity;
    private readonly IClock _clock;
    private readonly EarningSettings _settings;
    private readonly PluginRules _rules;
    private readonly QueryRunner _queries;
    private readonly MemberFiles _files;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">Opens sessions.</param>
    /// <param name="store">The store.</param>
    /// <param name="ledger">Posts.</param>
    /// <param name="statements">Reads what was posted.</param>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="extensions">The rules of plugins.</param>
    /// <param name="settings">How.</param>
    /// <param name="clock">The business clock.</param>
    /// <param name="time">Measures deadlines.</param>
    /// <exception cref="CrmException">CRM1030: the settings are out of their range.</exception>
    public EarningDesk(
        ICrm crm, ICrmStore store, PointsLedger ledger, PointsStatements statements, CustomerIdentity identity, IExtensions extensions, EarningSettings settings, IClock clock, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        (_crm, _store, _ledger, _statements, _identity, _settings, _clock) = (crm, store, ledger, statements, identity, settings, clock);
        _rules = new PluginRules(extensions, settings.RuleDeadline, time);
        _queries = new QueryRunner(store, crm.Model);
        _files = new MemberFiles(store, crm.Model);
    }

    /// <summary>Settles an order, or a return of one, in the caller's session: what it earns is committed with it.</summary>
    /// <param name="session">The session, which may hold the order without having committed it.</param>
    /// <param name="order">A sale or a return.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What the sale earned and why; null where its customer is no member, or a return names no sale.</returns>
    /// <exception cref="CrmException">CRM6400: there is no such programme. CRM6415: a plugin's rule failed, or the ledger refused a posting; commit without settling, and a run tries again, or do not commit.</exception>
    public async Task<PointsEarning?> SettleAsync(ICrmSession session, Order order, string programme = LoyaltyProgramme.DefaultCode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(order);
        EarningPlan plan = await LoyaltyProgrammes.GetPlanAsync(session, programme, version: null, cancellationToken).ConfigureAwait(false);
        if ((order.Type == OrderType.Return ? order.ReturnOf : order.Id) is not { } saleId || await session.FindAsync<Order>(saleId, cancellationToken).ConfigureAwait(false) is not { } sale)
        {
            return null;
        }

        Instant now = Instant.Max(Now(), Instant.Max(sale.PlacedAt, order.PlacedAt)); // of a host whose clock is ahead
        MemberFile? file = await FileAsync(session, plan, sale, now, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return null;
        }

        Order[] own = [.. session.Uncommitted<Order>().Append(sale).Append(order).DistinctBy(static one => one.Id)];
        var given = new Dictionary<string, long>(StringComparer.Ordinal);
        var book = new LedgerBook(session, _ledger, _statements, _queries, plan, given);
        await book.OpenAsync(cancellationToken).ConfigureAwait(false);
        var walk = new EarningWalk(
            _store, session.Scope, new EarningPlans(_crm, session.Scope, plan), _rules, await ProductCategories.ReadAsync(_queries, session.Scope.Tenant, null, cancellationToken).ConfigureAwait(false), book, given, now);
        DocumentRef[] documents = [.. file.Documents.Where(document => document.Id == sale.Id.Value || document.ReturnOf == sale.Id.Value)];
        await walk.RunAsync(file, documents, own.ToDictionary(static one => (RecordId)one.Id), static () => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
        book.Close();
        return walk.Done.Reasons is [var reason, ..]
            ? throw new CrmException(EarningErrorCodes.Unsettled, $"Order {sale.Key ?? sale.Id.ToString()} cannot be settled now: {reason}")
            : (await book.FindAsync([PointsEarningId.Of(programme, EarningSource.Order, sale.Id)], cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Settles what all members did up to an instant and was not settled yet.</summary>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="upTo">Up to when; null, or later than now, for now.</param>
    /// <param name="progress">Told how many documents were looked at.</param>
    /// <param name="cancellationToken">Stops before a commit; what was committed stays, and the next run goes on.</param>
    /// <exception cref="CrmException">CRM6400: there is no such programme. CRM2032 or CRM2033: others changed the same records each time it was tried.</exception>
    public async Task<EarningReport> RunAsync(CrmScope scope, string programme, Instant? upTo, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        return await RunAsync(scope, programme, upTo, MemberBatches.AllAsync(_queries, scope, merged, _settings.BatchSize, cancellationToken), progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Settles what some customers did, such as those of whom a feed of changes says that they changed.</summary>
    /// <inheritdoc cref="RunAsync(CrmScope, string, Instant?, IProgress{long}?, CancellationToken)"/>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="customers">The customers; merged ones mean their survivor.</param>
    /// <param name="cancellationToken">Stops before a commit; what was committed stays.</param>
    public async Task<EarningReport> RunAsync(CrmScope scope, string programme, IReadOnlyList<CustomerId> customers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(customers);
        return await RunAsync(scope, programme, null, MemberBatches.OfAsync(_identity, scope, customers, _settings.BatchSize, cancellationToken), null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EarningReport> RunAsync(
        CrmScope scope, string programme, Instant? upTo, IAsyncEnumerable<IReadOnlyList<LoyaltySubject>> batches, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        EarningPlans plans = await EarningPlans.ReadAsync(_crm, scope, programme, cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> categories = await ProductCategories.ReadAsync(_queries, scope.Tenant, null, cancellationToken).ConfigureAwait(false);
        Instant end = upTo is { } asked ? Instant.Min(asked.FloorToMicrosecond(), Now()) : Now();
        var report = new EarningReport();
        await foreach (IReadOnlyList<LoyaltySubject> batch in batches.ConfigureAwait(false))
        {
            for (int attempt = 1; ; attempt++)
            {
                var run = new LedgerRun(_crm, scope, _ledger, _statements, _queries, plans.Newest, TouchedPerCommit);
                await using (run.ConfigureAwait(false))
                {
                    try
                    {
                        await RunBatchAsync(run, scope, plans, categories, batch, end, cancellationToken).ConfigureAwait(false);
                        report = report.Plus(run.Committed);
                        break;
                    }
                    catch (CrmException met) when (met is CrmConflictException or CrmDuplicateException && attempt < MaxAttempts)
                    {
                        report = report.Plus(run.Committed with { Members = 0, Documents = 0 }); // what was committed stays; the rest is looked at again
                    }
                }
            }

            progress?.Report(report.Documents);
        }

        return report;
    }

    private async Task RunBatchAsync(LedgerRun run, CrmScope scope, EarningPlans plans, Dictionary<string, string> categories, IReadOnlyList<LoyaltySubject> batch, Instant end, CancellationToken cancellationToken)
    {
        List<MemberFile> files = await _files.ReadAsync(scope, plans.Newest, batch, end, from: null, cancellationToken).ConfigureAwait(false);
        var walk = new EarningWalk(_store, scope, plans, _rules, categories, run, run.Given, end);
        foreach (MemberFile file in files)
        {
            await walk.RunAsync(file, file.Documents, NoOrders, () => run.CheckpointAsync(walk, isLast: false, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        await run.CheckpointAsync(walk, isLast: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The file of an order's customer, with orders that the session holds.</summary>
    private async Task<MemberFile?> FileAsync(ICrmSession session, EarningPlan plan, Order sale, Instant now, CancellationToken cancellationToken)
    {
        CustomerId survivor = await _identity.ResolveAsync(session.Scope, sale.Customer, cancellationToken).ConfigureAwait(false);
        var subject = new LoyaltySubject(survivor, (await _identity.MembersAsync(session.Scope, survivor, cancellationToken).ConfigureAwait(false)).ToValueList());
        return await session.FindAsync<Customer>(survivor, cancellationToken).ConfigureAwait(false) is { } customer
            ? await _files.ReadAsync(session, plan, subject, customer, now, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private Instant Now() => _clock.GetCurrentInstant().FloorToMicrosecond();
}
