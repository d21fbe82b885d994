using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Labels;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Timelines;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>Two ids of one customer, and a stranger, with random entries of all sources, many of them at the same instants.</summary>
internal sealed class TimelineWorld
{
    private const int Minutes = 12;

    private static readonly DateTimeZone Zone = DateTimeZone.ForOffset(Offset.FromSeconds(-300)); // a day begins at the fifth minute;

    private readonly HistoryHost _host;
    private readonly Customer[] _members = [Customer.Enterprise("Acme"), Customer.Enterprise("Acme Ltd")];
    private readonly Customer _stranger = Customer.Enterprise("Other");

    private TimelineWorld(HistoryHost host) => (_host, Start) = (host, host.Clock.GetCurrentInstant());

    public Instant Start { get; }

    public static async Task<TimelineWorld> MakeAsync(HistoryHost host, Random random)
    {
        var world = new TimelineWorld(host);
        await using ICrmSession session = host.Crm.OpenSession(host.As("ada"));
        session.Add(new ClassificationState { CurrentRun = 1 });
        foreach (Customer customer in world.Everybody)
        {
            session.Add(customer);
        }

        await session.CommitAsync(CancellationToken.None);
        int steps = random.Next(0, 30);
        for (int step = 0; step < steps; step++)
        {
            host.Clock.Set(world.Sometime(random));
            await world.StepAsync(session, random, world.Everybody[random.Next(3)].Id);
            await session.CommitAsync(CancellationToken.None);
        }

        return world;
    }

    public async Task<List<(Instant At, string Kind, RecordId Id)>> ExpectedAsync()
    {
        bool OfUs(CustomerId? id) => _members.Any(member => member.Id == id);
        (Instant, string, RecordId)[] entries =
        [
            .. (await _host.AllAsync<Customer>()).Where(customer => OfUs(customer.Id)).Select(static c => (c.Origin!.At, "customer", (RecordId)c.Id)),
            .. (await _host.AllAsync<Order>()).Where(order => OfUs(order.Customer)).Select(static o => (o.PlacedAt, "order", (RecordId)o.Id)),
            .. (await _host.AllAsync<OutboxMessage>()).Where(message => OfUs(message.Customer) && message.FinishedAt is not null).Select(static m => (m.FinishedAt!.Value, "outbox-message", m.Id)),
            .. (await _host.AllAsync<LabelAssignment>()).Where(label => OfUs(label.Customer) && label.FromRun <= 1).Select(static l => (l.Since, "label", l.Id)),
            .. (await _host.AllAsync<Invoice>()).Where(invoice => OfUs(invoice.Customer)).Select(static i => (Zone.AtStartOfDay(i.IssuedOn).ToInstant(), "invoice", (RecordId)i.Id)),
            .. (await _host.AllAsync<Need>()).Where(need => OfUs(need.Customer)).Select(static n => (n.LearntOn is { } day ? Zone.AtStartOfDay(day).ToInstant() : n.Origin!.At, "need", (RecordId)n.Id)),
            .. (await _host.AllAsync<Revision>()).Where(revision => revision.Record.Kind.Name == "customer" && OfUs((CustomerId)revision.Record.Id)).Select(static r => (r.At, "revision", r.Id)),
            .. (await _host.AllAsync<StoredEvent>()).Where(told => OfUs(told.Customer) && told.Type is not ("order.added/1" or "invoice.added/1" or "need.added/1" or "customer.added/1" or "customer.changed/1")).Select(static e => (e.At, "event", e.Id)),
        ];
        return [.. entries.OrderByDescending(static entry => entry.Item1).ThenByDescending(static entry => entry.Item3)];
    }

    public async Task<List<(Instant At, string Kind, RecordId Id)>> ReadAsync(int limit, Instant? from, Instant? until)
    {
        var entries = new List<(Instant, string, RecordId)>();
        var query = new TimelineQuery(_members.Select(static member => member.Id).ToValueList()) { Limit = limit, From = from, Until = until, Zone = Zone };
        TimelineCursor? after = null;
        do
        {
            TimelinePage page = await _host.Timeline.ReadAsync(_host.As("reader"), query with { After = after }, CancellationToken.None);
            entries.AddRange(page.Entries.Select(static entry => (entry.At, entry.Record.Kind.Name, entry.Record.Id)));
            after = page.Next;
        }
        while (after is not null);
        return entries;
    }

    private Customer[] Everybody => [.. _members, _stranger];

    private Instant Sometime(Random random) => Start + Duration.FromMinutes(random.Next(1, Minutes));

    /// <summary>One of three days.</summary>
    private LocalDate Someday(Random random) => Start.InZone(Zone).Date.PlusDays(random.Next(-1, 2));

    private async Task StepAsync(ICrmSession session, Random random, CustomerId customer)
    {
        switch (random.Next(8))
        {
            case 0:
                session.Add(Order.Place(customer, Sometime(random), OrderLine.OfTotal(null, 1, Money.Of(5m, "USD"))));
                break;
            case 1:
                session.Add(new LabelAssignment { Id = RecordId.New(), Customer = customer, Dimension = "activity", Label = "active", Rule = "r", RuleVersion = 1, Since = Sometime(random), FromRun = random.Next(1, 3) });
                break;
            case 2:
                Instant? finished = random.Next(3) == 0 ? null : Sometime(random);
                session.Add(new OutboxMessage
                {
                    Id = RecordId.New(),
                    Key = RecordId.New().ToString(),
                    Customer = customer,
                    Channel = "file",
                    Audience = Audience.Customers,
                    Content = new SealedValue(customer, "none", string.Empty),
                    Purpose = "service",
                    State = finished is null ? OutboxState.Pending : OutboxState.Sent,
                    Due = finished is null ? Start : null,
                    FinishedAt = finished,
                });
                break;
            case 3:
                Customer read = (await session.FindAsync<Customer>(customer, CancellationToken.None))!;
                session.Update(read with { Region = read.Region + "x" });
                break;
            case 4:
                session.Add(new Note { Id = RecordId.New(), About = customer });
                break;
            case 5:
                session.Add(Invoice.Of(RecordId.New().ToString(), customer, Someday(random), Money.Of(5m, "USD")));
                break;
            case 6:
                session.Add(Need.Of(customer, "a car") with { LearntOn = random.Next(3) == 0 ? null : Someday(random) });
                break;
            default:
                session.Raise(new CrmEvent("acme.visited/1", customer));
                break;
        }
    }
}
