using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Keeps events for customers (CA-5): chooses whom to invite by distance and segment, records answers and attendance.</summary>
/// <remarks>
/// Invitations are messages of a care plan with the trigger <c>invitation</c>, so consent, hours, channels and languages are those of all care. A thread-safe singleton; methods that take a session read through it and add to it.
/// </remarks>
public sealed class CustomerEventDesk
{
    private const int PageSize = 200;

    private readonly ICrm _crm;
    private readonly ISegments _segments;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly QueryRunner _queries;

    /// <summary>Makes the desk.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="store">The store.</param>
    /// <param name="segments">Finds whom to invite.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="time">Waits between attempts of a commit.</param>
    public CustomerEventDesk(ICrm crm, ICrmStore store, ISegments segments, IClock clock, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        (_crm, _segments, _clock, _time, _queries) = (crm, segments, clock, time, new QueryRunner(store, crm.Model));
    }

    /// <summary>Adds an event, or changes the one of its code; who is expected stays.</summary>
    /// <exception cref="CrmException">CRM6726: it would have less room than people who have accepted.</exception>
    public static async Task SaveAsync(ICrmSession session, CustomerEvent customerEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(customerEvent);
        if (await session.FindAsync<CustomerEvent>(customerEvent.Id, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            session.Add(customerEvent with { Expected = 0 });
            return;
        }

        if (customerEvent.Capacity < stored.Expected)
        {
            throw new CrmException(EventErrorCodes.Full, $"Event '{stored.Code}': {stored.Expected} people have accepted; there cannot be room for {customerEvent.Capacity}.");
        }

        session.Update(customerEvent with { Expected = stored.Expected, Origin = stored.Origin });
    }

    /// <summary>Invites the customers of a segment, and within a distance of the event's place: each once, however often and wherever it is done. Streams over them in pages, each a commit of its own.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commits.</param>
    /// <param name="code">The event's code.</param>
    /// <param name="among">The segment; everybody where null.</param>
    /// <param name="withinKm">The distance in kilometres on the great circle, by the addresses' points; any where null.</param>
    /// <param name="asOf">As of when the segment is asked.</param>
    /// <param name="cancellationToken">Stops between pages; who was invited stays invited.</param>
    /// <returns>How many were invited who were not before.</returns>
    /// <exception cref="CrmException">CRM6725: there is no such event. CRM6728: it has no place.</exception>
    public async Task<long> InviteAsync(CrmScope scope, string code, Segment? among, decimal? withinKm, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        CustomerEvent customerEvent;
        await using (ICrmSession session = _crm.OpenSession(scope))
        {
            customerEvent = await GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        }

        List<Segment> wanted = among is null ? [] : [among];
        if (withinKm is { } distance)
        {
            wanted.Add(Segment.Near(customerEvent.Place ?? throw new CrmException(EventErrorCodes.NoPlace, $"Event '{code}' has no place; give it one, or invite without a distance."), distance));
        }

        long invited = 0;
        for (PageCursor? after = null; ;)
        {
            SegmentPage page = await _segments.ListAsync(scope, new SegmentRequest(Segment.All([.. wanted]), asOf), new SegmentPaging { After = after, Take = PageSize }, cancellationToken).ConfigureAwait(false);
            invited += await _crm.CommitAsync(scope, (session, token) => InviteAsync(session, code, page.Members, token), _time, cancellationToken).ConfigureAwait(false);
            if ((after = page.Next) is null)
            {
                return invited;
            }
        }
    }

    /// <summary>Records the answer of a customer, the last one that it gives.</summary>
    /// <param name="session">The session.</param>
    /// <param name="code">The event's code.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="guests">How many guests it brings.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6725: there is no such event. CRM6727: the customer was not invited. CRM6726: there is no room left; of those who accept at once only as many succeed as there is room for.</exception>
    public async Task<EventInvitation> AnswerAsync(ICrmSession session, string code, CustomerId customer, InvitationAnswer answer, int guests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CustomerEvent customerEvent = await GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        EventInvitation invitation = await session.FindAsync<EventInvitation>(EventInvitation.IdOf(code, customer), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(EventErrorCodes.NotInvited, $"Customer {customer} was not invited to event '{code}'.");
        EventInvitation answered = invitation with { Answer = answer, Guests = guests, AnsweredAt = answer == InvitationAnswer.Open ? null : Now() };
        int expected = customerEvent.Expected - invitation.Expected + answered.Expected;
        if (expected > customerEvent.Capacity && answered.Expected > invitation.Expected)
        {
            throw new CrmException(EventErrorCodes.Full, $"Event '{code}' has room for {customerEvent.Capacity}, and {customerEvent.Expected} are expected; {answered.Expected} more do not fit.");
        }

        session.Update(answered);
        if (expected != customerEvent.Expected)
        {
            session.Update(customerEvent with { Expected = expected }); // so that of two who take the last place one conflicts
        }

        return answered;
    }

    /// <summary>Records that a customer came, invited or not.</summary>
    /// <exception cref="CrmException">CRM6725: there is no such event.</exception>
    public async Task<EventInvitation> AttendAsync(ICrmSession session, string code, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        _ = await GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        if (await session.FindAsync<EventInvitation>(EventInvitation.IdOf(code, customer), cancellationToken).ConfigureAwait(false) is { } invitation)
        {
            EventInvitation came = invitation with { AttendedAt = invitation.AttendedAt ?? Now() };
            session.Update(came);
            return came;
        }

        var uninvited = new EventInvitation { Event = code, Customer = customer, AttendedAt = Now() };
        session.Add(uninvited);
        return uninvited;
    }

    /// <summary>What came of an event.</summary>
    /// <exception cref="CrmException">CRM6725: there is no such event.</exception>
    public async Task<EventReport> ReportAsync(CrmScope scope, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        CustomerEvent customerEvent;
        await using (ICrmSession session = _crm.OpenSession(scope))
        {
            customerEvent = await GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        }

        long invited = 0, accepted = 0, declined = 0, attended = 0, uninvited = 0, stayedAway = 0;
        var query = new StoreQuery(scope.Tenant, EventInvitationModel.Kind.Kind) { Where = Condition.Equal(EventInvitationModel.Event, FieldValue.Of(code)), Limit = PageSize };
        await foreach (EventInvitation one in _queries.AllAsync<EventInvitation>(query, cancellationToken).ConfigureAwait(false))
        {
            invited += one.InvitedAt is null ? 0 : 1;
            accepted += one.Answer == InvitationAnswer.Accepted ? 1 : 0;
            declined += one.Answer == InvitationAnswer.Declined ? 1 : 0;
            attended += one.AttendedAt is null ? 0 : 1;
            uninvited += one.InvitedAt is null ? 1 : 0;
            stayedAway += one is { Answer: InvitationAnswer.Accepted, AttendedAt: null } ? 1 : 0;
        }

        return new EventReport(invited, accepted, declined, invited - accepted - declined, attended, uninvited, stayedAway, customerEvent.Expected);
    }

    /// <summary>The event with a code.</summary>
    /// <exception cref="CrmException">CRM6725: there is none.</exception>
    public static async Task<CustomerEvent> GetAsync(ICrmSession session, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(code);
        return await session.FindAsync<CustomerEvent>(CustomerEvent.IdOf(code), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(EventErrorCodes.UnknownEvent, $"There is no event '{code}'; save it first.");
    }

    private async Task<long> InviteAsync(ICrmSession session, string code, ValueList<Customer> members, CancellationToken cancellationToken)
    {
        IReadOnlyList<EventInvitation?> known = await session.FindAsync<EventInvitation>([.. members.Select(member => EventInvitation.IdOf(code, member.Id))], cancellationToken).ConfigureAwait(false);
        long invited = 0;
        for (int i = 0; i < members.Count; i++)
        {
            if (known[i] is null)
            {
                session.Add(new EventInvitation { Event = code, Customer = members[i].Id, InvitedAt = Now() });
                invited++;
            }
        }

        return invited;
    }

    private Instant Now() => _clock.GetCurrentInstant().FloorToMicrosecond();
}
