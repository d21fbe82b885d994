using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Segments;
using Crm.Sdk.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care.Events;

/// <summary>Events: customers near a place are invited, answer, and come (CA-5).</summary>
public sealed class CustomerEventTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly GeoPoint People = GeoPoint.Of(31.2304m, 121.4737m); // People's Square, Shanghai

    private static readonly CustomerEvent OpenDay = new()
    {
        Code = "open-day", English = "Open day", Chinese = "开放日", Zone = "Asia/Shanghai", Place = People, Capacity = 3,
        StartsAt = Instant.FromUtc(2026, 1, 10, 2, 0), EndsAt = Instant.FromUtc(2026, 1, 10, 8, 0),
    };

    [Fact]
    public async Task CA_5_Customers_within_a_distance_are_invited_once_and_get_a_message_and_those_who_accept_a_reminder()
    {
        CareDesk desk = await StartAsync();
        Customer near = await AtAsync(desk, GeoPoint.Of(31.2244m, 121.4760m)), far = await AtAsync(desk, GeoPoint.Of(31.1443m, 121.8083m)); // 0.7 km; Pudong airport, 33 km
        Customer nowhere = await desk.CustomerAsync();
        CustomerEventDesk events = Events(desk);

        long first = await events.InviteAsync(CareDesk.Scope, OpenDay.Code, among: null, withinKm: 5, CareDesk.At(CareDesk.Today), None);
        long again = await events.InviteAsync(CareDesk.Scope, OpenDay.Code, among: null, withinKm: 5, CareDesk.At(CareDesk.Today), None);
        await desk.SaveAsync(CareDesk.Plan("""{"type":"invitation","event":"open-day"}"""));
        CareReport invited = await desk.RunAsync(CareDesk.Today);
        await desk.ChangeAsync(session => events.AnswerAsync(session, OpenDay.Code, near.Id, InvitationAnswer.Accepted, guests: 1, None));
        string early = await ReminderAsync(desk, CareDesk.Today), due = await ReminderAsync(desk, new LocalDate(2026, 1, 9)), over = await ReminderAsync(desk, new LocalDate(2026, 1, 11));

        Assert.Equal((1L, 0L), (first, again));
        Assert.Equal(near.Id, Assert.Single(await desk.Fixture.RecordsAsync<EventInvitation>()).Customer);
        Assert.Equal(1, invited.Planned);
        Assert.Equal(near.Id, Assert.Single(await desk.Fixture.RecordsAsync<OutboxMessage>()).Customer);
        Assert.Equal(("care.no-occasion", "invitation", "care.no-occasion"), (early, due, over));
        Assert.NotEqual(far.Id, nowhere.Id);
    }

    [Fact]
    public async Task CA_5_No_more_accept_than_there_is_room_for_also_at_once()
    {
        CareDesk desk = await StartAsync();
        Customer[] customers = [await desk.CustomerAsync(), await desk.CustomerAsync(), await desk.CustomerAsync(), await desk.CustomerAsync()];
        CustomerEventDesk events = Events(desk);
        await events.InviteAsync(CareDesk.Scope, OpenDay.Code, Segment.Everybody, null, CareDesk.At(CareDesk.Today), None);

        bool[] accepted = await Task.WhenAll(customers.Select(customer => Task.Run(async () =>
        {
            try
            {
                return await desk.Fixture.Crm.CommitAsync(CareDesk.Scope, async (session, token) => await events.AnswerAsync(session, OpenDay.Code, customer.Id, InvitationAnswer.Accepted, 0, token) is not null, TimeProvider.System, None);
            }
            catch (CrmException full) when (full.Code == EventErrorCodes.Full)
            {
                return false;
            }
        })));
        CustomerId gone = (await desk.Fixture.RecordsAsync<EventInvitation>()).First(static one => one.Answer == InvitationAnswer.Accepted).Customer;
        await desk.ChangeAsync(session => events.AnswerAsync(session, OpenDay.Code, gone, InvitationAnswer.Declined, 0, None));
        CustomerId waiting = customers[Array.IndexOf(accepted, false)].Id;
        await desk.ChangeAsync(session => events.AnswerAsync(session, OpenDay.Code, waiting, InvitationAnswer.Accepted, 0, None)); // in the place that became free
        await desk.ChangeAsync(session => events.AttendAsync(session, OpenDay.Code, waiting, None));
        Customer passing = await desk.CustomerAsync();
        await desk.ChangeAsync(session => events.AttendAsync(session, OpenDay.Code, passing.Id, None));

        Assert.Equal(3, accepted.Count(static one => one));
        Assert.Equal(new EventReport(Invited: 4, Accepted: 3, Declined: 1, Open: 0, Attended: 2, Uninvited: 1, StayedAway: 2, Expected: 3), await events.ReportAsync(CareDesk.Scope, OpenDay.Code, None));
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        CareDesk desk = await StartAsync();
        Customer customer = await desk.CustomerAsync();
        CustomerEventDesk events = Events(desk);
        await desk.ChangeAsync(session => CustomerEventDesk.SaveAsync(session, OpenDay with { Code = "online", Place = null }, None));

        Assert.Equal(EventErrorCodes.NotInvited, (await Assert.ThrowsAsync<CrmException>(() => desk.ChangeAsync(session => events.AnswerAsync(session, OpenDay.Code, customer.Id, InvitationAnswer.Accepted, 0, None)))).Code);
        Assert.Equal(EventErrorCodes.UnknownEvent, (await Assert.ThrowsAsync<CrmException>(() => events.ReportAsync(CareDesk.Scope, "nothing", None))).Code);
        Assert.Equal(EventErrorCodes.NoPlace, (await Assert.ThrowsAsync<CrmException>(() => events.InviteAsync(CareDesk.Scope, "online", null, 5, CareDesk.At(CareDesk.Today), None))).Code);
    }

    /// <summary>What a reminder a day ahead finds for the one customer near the place: the occasion, or why nothing.</summary>
    private static async Task<string> ReminderAsync(CareDesk desk, LocalDate day)
    {
        CarePlan plan = CareDesk.Plan("""{"type":"invitation","event":"open-day","daysAhead":1}""", """ "catchUpDays":0""") with { Name = "remind", Segment = Segment.Near(People, 5) };
        CareLine line = (await desk.PreviewAsync(plan, day)).Single(static line => line.LeftOut?.Code != "care.not-in-segment");
        return line.LeftOut?.Code ?? line.Occasion!.Key.Split(':')[0];
    }

    private static async Task<Customer> AtAsync(CareDesk desk, GeoPoint point) => await desk.CustomerAsync(one => one with { Address = new PostalAddress { Point = point } });

    private static CustomerEventDesk Events(CareDesk desk) => new(
        desk.Fixture.Crm, desk.Fixture.Memory, new SegmentService(desk.Fixture.Crm, desk.Fixture.Memory, AttributeCatalogue.Standard, desk.Extensions, new ClassifierSettings(), TimeProvider.System), desk.Fixture.Clock, TimeProvider.System);

    private static async Task<CareDesk> StartAsync()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.ChangeAsync(session => CustomerEventDesk.SaveAsync(session, OpenDay, None));
        return desk;
    }
}
