using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>What providers report afterwards: noted once whatever comes twice and in which order, and an address that bounced is marked (CA-2).</summary>
public sealed class DeliveryReceiptTests
{
    private const string Address = "li.lei@example.com";

    private static readonly Instant At = Instant.FromUtc(2026, 1, 2, 5, 0);

    private readonly TestChannel _mail = new(new ChannelDescriptor("mail") { Audience = Audience.Customers, Reaches = ContactPointKind.Email });
    private readonly SuppressionList _suppressions = new(new Crm.Sdk.Testing.FakeClock(At), "key"u8.ToArray());

    [Fact]
    public Task CA_2_receipts_come_to_the_same_in_any_order_and_however_often() => Law.HoldsAsync(
        Sequences.Of(Gen.Zip(Gen.Elements(Enum.GetValues<ReceiptKind>()), Gen.Choose(0, 3)), atMost: 8), async receipts =>
        {
            DeliveryReceipt[] made = [.. receipts.Select(static receipt => new DeliveryReceipt("mail", "k", receipt.Item1, At + Duration.FromMinutes(receipt.Item2)))];
            OutboxMessage forward = await AfterAsync(made), backward = await AfterAsync([.. made.Reverse(), .. made]);

            return (forward.DeliveredAt, forward.ReadAt, forward.BouncedAt, forward.ComplainedAt) == (backward.DeliveredAt, backward.ReadAt, backward.BouncedAt, backward.ComplainedAt)
                && forward.DeliveredAt == made.Where(static receipt => receipt.Kind == ReceiptKind.Delivered).Min(static receipt => (Instant?)receipt.At);
        }, tests: 30);

    [Fact]
    public async Task CA_2_a_bounce_marks_the_address_of_the_customer_and_the_next_message_is_held_back()
    {
        (OutboxFixture fixture, Customer customer) = await SentAsync();

        Assert.True(await Receipts(fixture).RecordAsync(OutboxFixture.Ada, new DeliveryReceipt("mail", "k", ReceiptKind.Bounced, At), CancellationToken.None));

        Customer marked = Assert.Single(await fixture.RecordsAsync<Customer>());
        Assert.Equal((customer.Id, ContactPointState.Bounced, (LocalDate?)new LocalDate(2026, 1, 2)), (marked.Id, marked.EmailState, marked.EmailStateSince));
        await fixture.PutAsync(Draft("k2", customer));
        await fixture.Dispatcher(gate: new ContactGate(fixture.Memory, _suppressions, ContactPolicy.Standard)).DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None);
        Assert.Equal("gate.bounced", (await fixture.OneAsync("k2")).Refusal?.Code);
    }

    [Theory]
    [InlineData(ContactPointState.DoNotUse, null, ContactPointState.DoNotUse)]
    [InlineData(ContactPointState.Verified, "2026-01-03", ContactPointState.Verified)] // found to work after the bounce
    [InlineData(ContactPointState.Verified, "2026-01-01", ContactPointState.Bounced)]
    [InlineData(ContactPointState.Unverified, null, ContactPointState.Bounced)]
    public void CA_2_a_bounce_does_not_outweigh_what_was_learnt_later_or_asked_for(ContactPointState before, string? since, ContactPointState after)
    {
        LocalDate? day = since is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(since).Value;
        Customer customer = Customer.Individual(PersonName.Of("Ada")) with
        {
            Email = Address, EmailState = before, EmailStateSince = day, ContactPoints = [new ContactPoint(ContactPointKind.Email, Address) { State = before, StateSince = day }, new ContactPoint(ContactPointKind.Phone, "+8613800138000")],
        };

        Customer marked = BouncedAddress.Mark(customer, Address, new LocalDate(2026, 1, 2));

        Assert.Equal((after, after, ContactPointState.Unverified), (marked.EmailState, marked.ContactPoints[0].State, marked.ContactPoints[1].State));
    }

    [Fact]
    public async Task CA_2_who_complains_is_put_on_the_suppression_list()
    {
        (OutboxFixture fixture, _) = await SentAsync();

        await Receipts(fixture).RecordAsync(OutboxFixture.Ada, new DeliveryReceipt("mail", "k", ReceiptKind.Complained, At), CancellationToken.None);

        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        Assert.Equal(SuppressionReasons.Complaint, (await _suppressions.FindAsync(session, ContactPointKind.Email, Address, CancellationToken.None))?.Reason);
    }

    [Fact]
    public async Task CA_3_a_receipt_settles_a_message_in_doubt()
    {
        _mail.Answer = static (_, _) => throw new IOException();
        (OutboxFixture fixture, _) = await SentAsync();
        OutboxState before = (await fixture.OneAsync("k")).State;

        await Receipts(fixture).RecordAsync(OutboxFixture.Ada, new DeliveryReceipt("mail", "k", ReceiptKind.Delivered, At), CancellationToken.None);

        OutboxMessage message = await fixture.OneAsync("k");
        Assert.Equal((OutboxState.OutcomeUnknown, OutboxState.Sent, false, (Instant?)At), (before, message.State, message.MayHaveGoneOut, message.DeliveredAt));
    }

    [Fact]
    public async Task A_receipt_of_no_message_or_of_another_channel_is_told_and_changes_nothing()
    {
        (OutboxFixture fixture, _) = await SentAsync();
        OutboxMessage before = await fixture.OneAsync("k");

        Assert.False(await Receipts(fixture).RecordAsync(OutboxFixture.Ada, new DeliveryReceipt("mail", "another", ReceiptKind.Delivered, At), CancellationToken.None));
        Assert.False(await Receipts(fixture).RecordAsync(OutboxFixture.Ada, new DeliveryReceipt("sms", "k", ReceiptKind.Bounced, At), CancellationToken.None));
        Assert.Equal(before, await fixture.OneAsync("k"));
    }

    private static MessageDraft Draft(string key, Customer customer) => OutboxFixture.Draft(key, "mail", customer.Id);

    private DeliveryReceipts Receipts(OutboxFixture fixture) => new(fixture.Crm, OutboxFixture.Protector, _suppressions, new CustomerIdentity(fixture.Memory, fixture.Crm.Model), TimeProvider.System);

    private async Task<OutboxMessage> AfterAsync(DeliveryReceipt[] receipts)
    {
        (OutboxFixture fixture, _) = await SentAsync();
        foreach (DeliveryReceipt receipt in receipts)
        {
            await Receipts(fixture).RecordAsync(OutboxFixture.Ada, receipt, CancellationToken.None);
        }

        return await fixture.OneAsync("k");
    }

    private async Task<(OutboxFixture Fixture, Customer Customer)> SentAsync()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(_mail);
        Customer customer = Customer.Individual(PersonName.Of("Li Lei")) with { Email = Address };
        await using (ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada))
        {
            session.Add(customer);
            await session.CommitAsync(CancellationToken.None);
        }

        await fixture.PutAsync(Draft("k", customer));
        await fixture.Dispatcher().DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None);
        return (fixture, customer);
    }
}
