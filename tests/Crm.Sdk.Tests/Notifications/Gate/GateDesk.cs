using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>An outbox whose dispatcher has the gate of hosts.</summary>
internal sealed class GateDesk
{
    private static readonly CancellationToken None = CancellationToken.None;

    private int _keys;

    private GateDesk(OutboxFixture fixture)
    {
        Fixture = fixture;
        Identity = new CustomerIdentity(fixture.Memory, fixture.Crm.Model);
        Consents = new ConsentDesk(Identity);
        Suppressions = new SuppressionList(fixture.Clock, [1, 2, 3]);
    }

    public OutboxFixture Fixture { get; }

    public CustomerIdentity Identity { get; }

    public ConsentDesk Consents { get; }

    public SuppressionList Suppressions { get; }

    public TestChannel Channel { get; private init; } = null!;

    /// <summary>At any hour and without caps, unless a test says otherwise.</summary>
    public ContactPolicy Policy { get; set; } = ContactPolicy.Standard with { Caps = [], Purposes = [.. ContactPolicy.Standard.Purposes.Select(static rule => rule with { Hours = null })] };

    public static async Task<GateDesk> StartAsync(ChannelDescriptor? channel = null)
    {
        var test = new TestChannel(channel ?? new ChannelDescriptor("test") { Audience = Audience.Customers | Audience.Staff, Reaches = ContactPointKind.Email });
        return new GateDesk(await OutboxFixture.StartAsync(test)) { Channel = test };
    }

    public async Task<Customer> CustomerAsync(Func<Customer, Customer>? with = null)
    {
        Customer customer = Customer.Enterprise("Acme") with { Email = "a@example.com" };
        customer = with?.Invoke(customer) ?? customer;
        await ChangeAsync(session =>
        {
            session.Add(customer);
            return Task.CompletedTask;
        });
        return customer;
    }

    public async Task ChangeAsync(Func<ICrmSession, Task> change)
    {
        await using ICrmSession session = Fixture.Crm.OpenSession(OutboxFixture.Ada);
        await change(session);
        await session.CommitAsync(None);
    }

    public Task SayAsync(CustomerId customer, ConsentState state, string purpose = "marketing", string? channel = null, Duration ago = default) =>
        ChangeAsync(session => Consents.RecordAsync(session, ConsentEntry.Of(customer, purpose, channel, state, Fixture.Clock.GetCurrentInstant() - ago, ConsentMethods.Form), None));

    /// <summary>Queues a message and lets the dispatcher look once.</summary>
    public async Task<OutboxMessage> SendAsync(CustomerId customer, string purpose = "marketing", Func<MessageDraft, MessageDraft>? with = null)
    {
        MessageDraft draft = OutboxFixture.Draft($"m-{_keys++}", customer: customer) with { Purpose = purpose };
        await Fixture.PutAsync(with?.Invoke(draft) ?? draft);
        await DispatchAsync();
        return await Fixture.OneAsync(draft.Key);
    }

    public Task<DispatchReport> DispatchAsync(ICrmStore? store = null) =>
        Fixture.Dispatcher(store: store, gate: new ContactGate(store ?? Fixture.Memory, Suppressions, Policy)).DispatchAsync(OutboxFixture.Ada, null, None);
}
