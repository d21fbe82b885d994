using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Campaigns;

/// <summary>Takes the steps of campaigns that are due (CA-8).</summary>
/// <remarks>
/// A page of members is one commit: their messages, where each stands next, and what the campaign has spent. So a crash leaves nobody out and nobody twice, and of hosts that spend one budget at once one conflicts and reads it again.
/// Messages go through templates and gate as those of care plans do, each step once for a customer. A thread-safe singleton.
/// </remarks>
public sealed class CampaignRunner
{
    private const int PageSize = 200;

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly CampaignDesk _desk;
    private readonly CarePlanner _planner;
    private readonly IOutbox _outbox;
    private readonly TimeProvider _time;
    private readonly QueryRunner _queries;

    /// <summary>Makes the runner.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="store">The store.</param>
    /// <param name="desk">Goes on with launches.</param>
    /// <param name="planner">Puts messages together.</param>
    /// <param name="outbox">Takes messages.</param>
    /// <param name="time">Waits between attempts of a commit.</param>
    public CampaignRunner(ICrm crm, ICrmStore store, CampaignDesk desk, CarePlanner planner, IOutbox outbox, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(planner);
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(time);
        (_crm, _store, _desk, _planner, _outbox, _time, _queries) = (crm, store, desk, planner, outbox, time, new QueryRunner(store, crm.Model));
    }

    /// <summary>Takes what is due, and goes on with launches that a crash cut off.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commits.</param>
    /// <param name="code">The one campaign, or null for all that were launched.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Stops between pages; what was planned stays.</param>
    /// <exception cref="CrmException">CRM6731: there is no such campaign. CRM66xx: a step's template or channel is not there any more.</exception>
    public async Task<CampaignProgress> RunAsync(CrmScope scope, string? code, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var total = new CampaignProgress();
        foreach (Campaign campaign in await LaunchedAsync(scope, code, cancellationToken).ConfigureAwait(false))
        {
            if (campaign.State == CampaignState.Enrolling)
            {
                total = total.Plus(await _desk.LaunchAsync(scope, campaign.Code, cancellationToken).ConfigureAwait(false));
            }

            total = total.Plus(await RunAsync(scope, campaign.Code, campaign.ToPlan(), now, cancellationToken).ConfigureAwait(false));
        }

        return total;
    }

    private async Task<IReadOnlyList<Campaign>> LaunchedAsync(CrmScope scope, string? code, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        List<Campaign> campaigns = code is null
            ? await session.AllAsync(new CrmQuery<Campaign>(), cancellationToken).ConfigureAwait(false)
            : [await CampaignDesk.GetAsync(session, code, cancellationToken).ConfigureAwait(false)];
        return [.. campaigns.Where(static campaign => campaign.State is CampaignState.Enrolling or CampaignState.Running).OrderBy(static campaign => campaign.Code, StringComparer.Ordinal)];
    }

    private async Task<CampaignProgress> RunAsync(CrmScope scope, string code, CampaignPlan plan, Instant now, CancellationToken cancellationToken)
    {
        AsOf asOf = AsOf.At(now, DateTimeZoneProviders.Tzdb[plan.Zone]);
        CampaignSteps steps = await CampaignSteps.CompileAsync(_planner, scope, plan, asOf, cancellationToken).ConfigureAwait(false);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var data = new CareData(_store, _queries, scope, merged);
        var total = new CampaignProgress();
        while (true)
        {
            (CampaignProgress page, int members) = await _crm.CommitAsync(scope, (session, token) => TakeAsync(session, code, plan, steps, data, asOf, token), _time, cancellationToken).ConfigureAwait(false);
            total = total.Plus(page);
            if (members == 0)
            {
                return total;
            }
        }
    }

    /// <summary>Takes the next steps of a page of members: those whose turn came first.</summary>
    private async Task<(CampaignProgress Progress, int Members)> TakeAsync(ICrmSession session, string code, CampaignPlan plan, CampaignSteps steps, CareData data, AsOf asOf, CancellationToken cancellationToken)
    {
        Campaign campaign = await CampaignDesk.GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        if (campaign.State is not (CampaignState.Running or CampaignState.Enrolling))
        {
            return (new CampaignProgress(), 0);
        }

        IReadOnlyList<CampaignMember> due = (await session.QueryAsync(
            new CrmQuery<CampaignMember>
            {
                Where = Condition.All(
                    Condition.Is(CampaignMemberModel.Due, Comparison.GreaterOrEqual, FieldValue.Of($"{code}|")),
                    Condition.Is(CampaignMemberModel.Due, Comparison.LessOrEqual, FieldValue.Of(CampaignMemberModel.DueOf(code, asOf.Instant)))),
                Order = new RecordOrder(CampaignMemberModel.Due),
                Limit = PageSize,
            },
            cancellationToken).ConfigureAwait(false)).Items;
        var page = new CampaignPage(campaign, plan, steps, asOf);
        if (due.Count > 0)
        {
            IReadOnlyList<Customer?> customers = await session.FindAsync<Customer>([.. due.Select(member => (RecordId)data.Merged.Of(((RecordId)member.Customer).Value))], cancellationToken).ConfigureAwait(false);
            await page.ReadAsync(data, due, customers, cancellationToken).ConfigureAwait(false);
            await page.PlanAsync(session, cancellationToken).ConfigureAwait(false);
            await page.WriteAsync(session, _outbox, cancellationToken).ConfigureAwait(false);
        }

        return (page.Progress, due.Count);
    }
}
