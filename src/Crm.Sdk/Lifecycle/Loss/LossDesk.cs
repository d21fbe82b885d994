using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Records why customers were lost, analyses it, picks how to win them back, and measures what that brought against customers who are held out (LC-3).</summary>
/// <remarks>A thread-safe singleton. Who is lost is told by the kept lifecycles.</remarks>
public sealed class LossDesk
{
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly CustomerIdentity _identity;
    private readonly WinBackSettings _settings;
    private readonly QueryRunner _queries;
    private readonly LostCustomers _lost;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">Opens sessions.</param>
    /// <param name="store">The store.</param>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="labels">Knows the value.</param>
    /// <param name="settings">The strategies.</param>
    /// <exception cref="CrmException">CRM1030: the settings are out of their range.</exception>
    public LossDesk(ICrm crm, ICrmStore store, CustomerIdentity identity, LabelReader labels, WinBackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        (_crm, _store, _identity, _settings) = (crm, store, identity, settings);
        _queries = new QueryRunner(store, crm.Model);
        _lost = new LostCustomers(store, _queries, labels, settings);
    }

    /// <summary>Records why a customer was lost.</summary>
    /// <param name="session">The session, to which the reason is added.</param>
    /// <param name="reason">The reason; a merged customer means its survivor.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was added.</returns>
    /// <exception cref="CrmException">CRM3101: there is no such customer.</exception>
    public async Task<LossReason> RecordAsync(ICrmSession session, LossReason reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(reason);
        LossReason of = reason with { Customer = await _identity.ResolveAsync(session.Scope, reason.Customer, cancellationToken).ConfigureAwait(false) };
        if (await session.FindAsync<Customer>(of.Customer, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {reason.Customer}.");
        }

        session.Add(of);
        return of;
    }

    /// <summary>All recorded reasons, page by page.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IAsyncEnumerable<LossReason> ReasonsAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _queries.AllAsync<LossReason>(new StoreQuery(scope.Tenant, LossReasonModel.Kind.Kind) { Limit = _settings.BatchSize }, cancellationToken);
    }

    /// <summary>Why the customers who are lost at an instant were, by value and competitor, most first; value by the labels of now.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ValueList<LossShare>> AnalyseAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        var counts = new Dictionary<(string? Reason, string? Value, string? Competitor), long>();
        await foreach (IReadOnlyList<LostCustomer> batch in _lost.ReadAsync(scope, asOf, cancellationToken).ConfigureAwait(false))
        {
            foreach (LostCustomer lost in batch)
            {
                (string?, string?, string?) key = (lost.Why?.Reason, lost.Value, lost.Why?.Competitor);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return counts.Select(static of => new LossShare(of.Key.Reason, of.Key.Value, of.Key.Competitor, of.Value))
            .OrderByDescending(static share => share.Customers).ThenBy(static share => share.Reason, StringComparer.Ordinal).ThenBy(static share => share.Value, StringComparer.Ordinal)
            .ThenBy(static share => share.Competitor, StringComparer.Ordinal).ToValueList();
    }

    /// <summary>Picks for each lost customer, once for each loss, how it is to be won back, or holds it out; batch by batch, each in a commit of its own.</summary>
    /// <remarks>Nothing is sent here: care plans ask for the fact <c>crm.win-back</c>. Run again it goes on.</remarks>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public async Task<WinBackReport> AssignAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        var report = new WinBackReport(0, 0, 0, 0, 0);
        await foreach (IReadOnlyList<LostCustomer> batch in _lost.ReadAsync(scope, asOf, cancellationToken).ConfigureAwait(false))
        {
            ICrmSession session = _crm.OpenSession(scope);
            await using (session.ConfigureAwait(false))
            {
                IReadOnlyList<WinBackCase?> known = await session.FindAsync<WinBackCase>([.. batch.Select(static lost => WinBackCase.IdOf(lost.Customer, lost.LostAt))], cancellationToken).ConfigureAwait(false);
                for (int i = 0; i < batch.Count; i++)
                {
                    report = Assign(session, batch[i], known[i], asOf, report with { Lost = report.Lost + 1 });
                }

                _ = session.Uncommitted<WinBackCase>().Count == 0 ? null : await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return report;
    }

    /// <summary>What the strategies brought: who bought again within so many days, against those who were held out; of cases up to an instant.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="days">Within how many days, 1 to 3,650.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One for each strategy, by its code, and one for all together at the end.</returns>
    /// <exception cref="CrmException">CRM1030: the days are out of their range.</exception>
    public async Task<ValueList<WinBackLift>> MeasureAsync(CrmScope scope, AsOf asOf, int days, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        Require.InRange(days, 1, 3_650, "win-back.days");
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var lifts = new SortedDictionary<string, WinBackLift>(StringComparer.Ordinal);
        var query = new StoreQuery(scope.Tenant, WinBackCaseModel.Kind.Kind) { Where = Condition.Is(WinBackCaseModel.AssignedAt, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant)), Limit = _settings.BatchSize };
        await foreach (WinBackCase[] cases in _queries.AllAsync<WinBackCase>(query, cancellationToken).Chunk(_settings.BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            RecordId[] ids = [.. cases.Select(one => CustomerLifecycle.IdOf(merged.Of(one.Customer.Value)))];
            IReadOnlyList<StoredRecord?> lives = await _store.FindAsync(scope.Tenant, CustomerLifecycleModel.Kind.Kind, ids, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < cases.Length; i++)
            {
                WinBackLift before = lifts.GetValueOrDefault(cases[i].Strategy) ?? new WinBackLift(cases[i].Strategy, 0, 0, 0, 0, 0);
                lifts[cases[i].Strategy] = Count(before, cases[i], lives[i]?.Entity as CustomerLifecycle, asOf.Instant, Duration.FromDays(days));
            }
        }

        return
        [
            .. lifts.Values,
            new WinBackLift(
                null, lifts.Values.Sum(static lift => lift.Treated), lifts.Values.Sum(static lift => lift.TreatedWonBack), lifts.Values.Sum(static lift => lift.HeldOut),
                lifts.Values.Sum(static lift => lift.HeldOutWonBack), lifts.Values.Sum(static lift => lift.TooRecent)),
        ];
    }

    private static WinBackLift Count(WinBackLift lift, WinBackCase one, CustomerLifecycle? life, Instant asOf, Duration within)
    {
        Instant end = one.AssignedAt + within;
        if (end > asOf)
        {
            return lift with { TooRecent = lift.TooRecent + 1 };
        }

        long won = life is not null && life.Changes.Any(change => change.Stage == LifecycleStages.WonBack && change.At > one.AssignedAt && change.At <= end) ? 1 : 0;
        return one.IsHeldOut
            ? lift with { HeldOut = lift.HeldOut + 1, HeldOutWonBack = lift.HeldOutWonBack + won }
            : lift with { Treated = lift.Treated + 1, TreatedWonBack = lift.TreatedWonBack + won };
    }

    private WinBackReport Assign(ICrmSession session, LostCustomer lost, WinBackCase? known, AsOf asOf, WinBackReport report)
    {
        if (known is not null)
        {
            return report with { Known = report.Known + 1 };
        }

        if (_settings.StrategyOf(lost.Why?.Reason, lost.Value) is not { } strategy)
        {
            return report with { LetGo = report.LetGo + 1 };
        }

        bool isHeldOut = _settings.HoldsOut(lost.Customer);
        session.Add(new WinBackCase
        {
            Id = WinBackCase.IdOf(lost.Customer, lost.LostAt),
            Customer = lost.Customer,
            LostAt = lost.LostAt,
            Strategy = strategy.Code,
            Action = strategy.Action,
            Reason = lost.Why?.Reason,
            Value = lost.Value,
            IsHeldOut = isHeldOut,
            AssignedAt = asOf.Instant,
        });
        return report with { Assigned = report.Assigned + 1, HeldOut = report.HeldOut + (isHeldOut ? 1 : 0) };
    }
}
