using Crm.Sdk.Classification;
using Crm.Sdk.Orders;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Tries a programme on past orders and writes nothing: what it would have issued, cost and owed (LO-6).</summary>
/// <remarks>
/// The walk is the one that posts, so a programme that is run on the same orders posts what was simulated. It begins with nobody in a tier and no points; members by request are those who are enrolled. Memory as for
/// <see cref="EarningDesk"/>. A thread-safe singleton.
/// </remarks>
public sealed class LoyaltySimulator
{
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly EarningSettings _settings;
    private readonly PluginRules _rules;
    private readonly QueryRunner _queries;
    private readonly MemberFiles _files;

    /// <summary>Makes the service.</summary>
    public LoyaltySimulator(ICrm crm, ICrmStore store, IExtensions extensions, EarningSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        (_crm, _store, _settings) = (crm, store, settings);
        _rules = new PluginRules(extensions, settings.RuleDeadline, time);
        _queries = new QueryRunner(store, crm.Model);
        _files = new MemberFiles(store, crm.Model);
    }

    /// <summary>Simulates.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="programme">The programme, saved or not.</param>
    /// <param name="from">The first day of documents, in the programme's zone.</param>
    /// <param name="until">The last day.</param>
    /// <param name="assumptions">What is assumed.</param>
    /// <param name="progress">Told how many documents were looked at.</param>
    /// <param name="cancellationToken">Stops between documents.</param>
    /// <exception cref="CrmException">CRM1030: the programme or the assumptions do not hold, or the days are not in order.</exception>
    public async Task<SimulationReport> RunAsync(
        CrmScope scope, LoyaltyProgramme programme, LocalDate from, LocalDate until, SimulationAssumptions assumptions, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(programme);
        ArgumentNullException.ThrowIfNull(assumptions);
        programme.Check();
        assumptions.Check();
        Require.InOrder(from, until, "simulation.until");
        var plan = new EarningPlan(programme, version: 1);
        Instant start = plan.Zone.StartOf(from), end = AsOf.EndOf(until, plan.Zone).Instant;
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var book = new SimulationBook(plan);
        var walk = new EarningWalk(
            _store, scope, new EarningPlans(_crm, scope, plan), _rules, await ProductCategories.ReadAsync(_queries, scope.Tenant, null, cancellationToken).ConfigureAwait(false), book, new(StringComparer.Ordinal), end);
        await foreach (IReadOnlyList<LoyaltySubject> batch in MemberBatches.AllAsync(_queries, scope, merged, _settings.BatchSize, cancellationToken).ConfigureAwait(false))
        {
            foreach (MemberFile file in await _files.ReadAsync(scope, plan, batch, end, start, cancellationToken).ConfigureAwait(false))
            {
                await walk.RunAsync(file, file.Documents, new Dictionary<RecordId, Order>(), static () => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
                book.End(file);
            }

            progress?.Report(walk.Done.Documents);
        }

        return Report(plan, book, walk.Done, from, until, assumptions);
    }

    private static SimulationReport Report(EarningPlan plan, SimulationBook book, EarningReport done, LocalDate from, LocalDate until, SimulationAssumptions assumptions)
    {
        long standing = done.Earned - done.TakenBack, lapsing = book.StandingByLastDay.Where(points => points.Key < until).Sum(static points => points.Value);
        long redeemed = (long)Math.Round(standing * (assumptions.RedeemedShare ?? 0), MidpointRounding.AwayFromZero);
        long lapsed = standing == 0 ? 0 : (long)Math.Round((decimal)lapsing * (standing - redeemed) / standing, MidpointRounding.AwayFromZero);
        return new SimulationReport
        {
            From = from,
            Until = until,
            Members = done.Members,
            Documents = done.Documents,
            Earned = done.Earned,
            TakenBack = done.TakenBack,
            Redeemed = redeemed,
            Lapsed = lapsed,
            Outstanding = standing - redeemed - lapsed,
            Cost = Worth(redeemed),
            Liability = Worth(standing - redeemed - lapsed),
            Rules = book.Rules.Select(rule => new SimulatedRule(rule.Rule.Code, rule.Documents, rule.Earned, rule.TakenBack, Worth(rule.Earned - rule.TakenBack))).ToValueList(),
            Months = book.Months.ToValueList(),
            Tiers = book.Tiers?.Build().Tiers ?? [],
            Distribution = book.Bands.ToValueList(),
            LeftOut = done.Reasons,
        };

        Money Worth(long points) => Money.Round(points * assumptions.PointValue, assumptions.Currency);
    }
}
