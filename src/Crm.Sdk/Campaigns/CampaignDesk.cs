using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Campaigns;

/// <summary>Keeps campaigns (CA-8): saves plans, launches and stops them.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class CampaignDesk
{
    private const int PageSize = 200;

    private readonly ICrm _crm;
    private readonly ISegments _segments;
    private readonly IClock _clock;
    private readonly TimeProvider _time;

    /// <summary>Makes the desk.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="segments">Finds audiences.</param>
    /// <param name="clock">Says when somebody is enrolled.</param>
    /// <param name="time">Waits between attempts of a commit.</param>
    public CampaignDesk(ICrm crm, ISegments segments, IClock clock, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        (_crm, _segments, _clock, _time) = (crm, segments, clock, time);
    }

    /// <summary>Adds a campaign, or changes one that was not launched yet.</summary>
    /// <exception cref="CrmException">CRM6732: it was launched. CRM1030: a value breaks its rule.</exception>
    public static async Task<Campaign> SaveAsync(ICrmSession session, CampaignPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Check();
        Campaign? stored = await session.FindAsync<Campaign>(Campaign.IdOf(plan.Code), cancellationToken).ConfigureAwait(false);
        var campaign = new Campaign { Code = plan.Code, Definition = CampaignJson.Write(plan), Spent = Money.OfMinor(0, plan.Budget.Currency), Origin = stored?.Origin };
        switch (stored)
        {
            case null:
                session.Add(campaign);
                break;
            case { State: CampaignState.Planned }:
                session.Update(campaign);
                break;
            default:
                throw new CrmException(CampaignErrorCodes.WrongState, $"Campaign '{plan.Code}' was launched; what its members are in is not changed. Save it under another code.");
        }

        return campaign;
    }

    /// <summary>The campaign with a code.</summary>
    /// <exception cref="CrmException">CRM6731: there is none.</exception>
    public static async Task<Campaign> GetAsync(ICrmSession session, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(code);
        return await session.FindAsync<Campaign>(Campaign.IdOf(code), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CampaignErrorCodes.UnknownCampaign, $"There is no campaign '{code}'; save it first.");
    }

    /// <summary>Divides the audience and enrols it. Reads it twice, keeps eight bytes a customer, and writes pages, each a commit of its own; after a crash it goes on with the same division, with nobody twice.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commits.</param>
    /// <param name="code">The campaign's code.</param>
    /// <param name="cancellationToken">Stops between pages; the next launch goes on.</param>
    /// <returns>How many were enrolled by this call.</returns>
    /// <exception cref="CrmException">CRM6731: there is no such campaign. CRM6732: it was stopped.</exception>
    public async Task<CampaignProgress> LaunchAsync(CrmScope scope, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        Campaign campaign = await BeginAsync(scope, code, cancellationToken).ConfigureAwait(false);
        if (campaign.State == CampaignState.Running)
        {
            return new CampaignProgress();
        }

        CampaignPlan plan = campaign.ToPlan();
        long enrolled = 0;
        await foreach (ValueList<Customer> page in PagesAsync(scope, plan, cancellationToken).ConfigureAwait(false))
        {
            enrolled += await _crm.CommitAsync(scope, (session, token) => EnrolAsync(session, campaign, plan, page, token), _time, cancellationToken).ConfigureAwait(false);
        }

        await ChangeAsync(scope, code, static state => state == CampaignState.Enrolling ? CampaignState.Running : state, cancellationToken).ConfigureAwait(false);
        return new CampaignProgress(Enrolled: enrolled);
    }

    /// <summary>Stops a campaign for good: nothing more is planned; what lies in the outbox goes out.</summary>
    /// <exception cref="CrmException">CRM6731: there is no such campaign.</exception>
    public Task StopAsync(CrmScope scope, string code, CancellationToken cancellationToken) => ChangeAsync(scope, code, static _ => CampaignState.Stopped, cancellationToken);

    /// <summary>Divides the audience, unless that was done: the division is kept, so that a crash or a second host changes nothing.</summary>
    private async Task<Campaign> BeginAsync(CrmScope scope, string code, CancellationToken cancellationToken)
    {
        Campaign campaign;
        await using (ICrmSession session = _crm.OpenSession(scope))
        {
            campaign = await GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        }

        if (campaign.State == CampaignState.Stopped)
        {
            throw new CrmException(CampaignErrorCodes.WrongState, $"Campaign '{code}' was stopped; save and launch it under another code.");
        }

        if (campaign.State != CampaignState.Planned)
        {
            return campaign;
        }

        CampaignPlan plan = campaign.ToPlan();
        List<long> places = [];
        await foreach (ValueList<Customer> page in PagesAsync(scope, plan, cancellationToken).ConfigureAwait(false))
        {
            places.AddRange(page.Select(customer => CustomerPlace.Of(code, customer.Id)));
        }

        ValueList<long> cuts = CampaignSplit.Cut(plan, places);
        return await _crm.CommitAsync(
            scope,
            async (session, token) =>
            {
                Campaign now = await GetAsync(session, code, token).ConfigureAwait(false);
                if (now.State != CampaignState.Planned)
                {
                    return now; // another host was faster, and its division counts
                }

                if (now.Definition != campaign.Definition)
                {
                    throw new CrmException(CampaignErrorCodes.WrongState, $"Campaign '{code}' was changed while it was launched; look at it, and launch it again.");
                }

                Campaign begun = now with { State = CampaignState.Enrolling, Audience = places.Count, Cuts = cuts };
                session.Update(begun);
                return begun;
            },
            _time,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> EnrolAsync(ICrmSession session, Campaign campaign, CampaignPlan plan, ValueList<Customer> page, CancellationToken cancellationToken)
    {
        IReadOnlyList<CampaignMember?> known = await session.FindAsync<CampaignMember>([.. page.Select(customer => CampaignMember.IdOf(campaign.Code, customer.Id))], cancellationToken).ConfigureAwait(false);
        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        Instant first = Instant.Max(now, DateTimeZoneProviders.Tzdb[plan.Zone].StartOf(plan.Start)) + Duration.FromDays(plan.Steps[0].WaitDays);
        long enrolled = 0;
        for (int i = 0; i < page.Count; i++)
        {
            if (known[i] is null)
            {
                string? variant = CampaignSplit.VariantOf(plan, campaign.Cuts, CustomerPlace.Of(campaign.Code, page[i].Id));
                session.Add(new CampaignMember { Campaign = campaign.Code, Customer = page[i].Id, Variant = variant, EnrolledAt = now, DueAt = variant is null ? null : first });
                enrolled++;
            }
        }

        return enrolled;
    }

    private async Task ChangeAsync(CrmScope scope, string code, Func<CampaignState, CampaignState> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        _ = await _crm.CommitAsync(
            scope,
            async (session, token) =>
            {
                Campaign now = await GetAsync(session, code, token).ConfigureAwait(false);
                session.Update(now with { State = change(now.State) });
                return now;
            },
            _time,
            cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<ValueList<Customer>> PagesAsync(CrmScope scope, CampaignPlan plan, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new SegmentRequest(plan.Segment ?? Segment.Everybody, AsOf.At(_clock.GetCurrentInstant(), DateTimeZoneProviders.Tzdb[plan.Zone]));
        for (PageCursor? after = null; ;)
        {
            SegmentPage page = await _segments.ListAsync(scope, request, new SegmentPaging { After = after, Take = PageSize }, cancellationToken).ConfigureAwait(false);
            yield return page.Members;
            if ((after = page.Next) is null)
            {
                yield break;
            }
        }
    }
}
