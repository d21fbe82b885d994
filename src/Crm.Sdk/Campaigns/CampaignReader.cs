using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Campaigns;

/// <summary>Reports what came of campaigns (CA-8): responses, orders and cost of each variant against the control group.</summary>
/// <remarks>
/// The rule of attribution: what a customer does from its enrolment on, for the campaign's days, counts; the same for those who were written to, those who could not be, and those who were left alone. So the difference is what the
/// campaign did, and not what its buyers would have done anyway. Streams over the members, a page at a time. A thread-safe singleton.
/// </remarks>
public sealed class CampaignReader
{
    private const int PageSize = 500;

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;

    /// <summary>Makes the reader.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="store">The store.</param>
    public CampaignReader(ICrm crm, ICrmStore store)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(store);
        (_crm, _store, _queries) = (crm, store, new QueryRunner(store, crm.Model));
    }

    /// <summary>Reports on a campaign.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="code">The campaign's code.</param>
    /// <param name="asOf">Up to when deeds count.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6731: there is no such campaign.</exception>
    public async Task<CampaignReport> ReportAsync(CrmScope scope, string code, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        Campaign campaign;
        await using (ICrmSession session = _crm.OpenSession(scope))
        {
            campaign = await CampaignDesk.GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        }

        CampaignPlan plan = campaign.ToPlan();
        var data = new CareData(_store, _queries, scope, await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false));
        var control = new CampaignSums(plan.Budget.Currency);
        Dictionary<string, CampaignSums> variants = plan.Variants.ToDictionary(static variant => variant.Code, _ => new CampaignSums(plan.Budget.Currency), StringComparer.Ordinal);
        SortedDictionary<string, long> stopped = new(StringComparer.Ordinal);
        long open = 0;
        var members = new StoreQuery(scope.Tenant, CampaignMemberModel.Kind.Kind) { Where = Condition.Equal(CampaignMemberModel.Campaign, FieldValue.Of(code)), Limit = PageSize };
        await foreach (CampaignMember[] page in _queries.AllAsync<CampaignMember>(members, cancellationToken).Chunk(PageSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyDictionary<int, CustomerDeeds> deeds = await CustomerDeeds.ReadAsync(data, [.. page.Select(static member => (member.Customer, member.EnrolledAt))], plan.AttributionDays, asOf, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < page.Length; i++)
            {
                (page[i].Variant is { } variant ? variants[variant] : control).Add(page[i], deeds.GetValueOrDefault(i));
                open += page[i].DueAt is null ? 0 : 1;
                if (page[i].StoppedBy is { } reason)
                {
                    stopped[reason] = stopped.GetValueOrDefault(reason) + 1;
                }
            }
        }

        return new CampaignReport(
            campaign,
            [control.ToGroup(null, null), .. plan.Variants.Select(variant => variants[variant.Code].ToGroup(variant.Code, plan.ControlPercent == 0 ? null : control))],
            open,
            stopped.Select(static entry => new CampaignStops(entry.Key, entry.Value)).ToValueList());
    }
}
