using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Notifications;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>Putting messages into the outbox, and an operator's view of it.</summary>
public sealed class OutboxTests
{
    private static readonly Customer Grace = Customer.Enterprise("Grace & Co.") with { Email = "grace@example.com" };

    [Fact] // R1, CA-3
    public async Task A_message_is_written_in_the_commit_of_its_cause_with_its_events()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        session.Add(Grace);
        session.Raise(new CrmEvent("acme.welcomed/1", Grace.Id));
        OutboxMessage message = await fixture.Outbox.EnqueueAsync(session, OutboxFixture.Draft("welcome", customer: Grace.Id), CancellationToken.None);

        Assert.Empty(await fixture.AllAsync());
        CommitReceipt receipt = await session.CommitAsync(CancellationToken.None);

        OutboxMessage stored = Assert.Single(await fixture.AllAsync());
        Assert.Equal(message with { Origin = stored.Origin }, stored);
        Assert.Equal(new Origin(receipt.At, "ada"), stored.Origin);
        Assert.All(
            (await fixture.RecordsAsync<StoredEvent>()).Select(static e => e.CommitId).Concat((await fixture.RecordsAsync<AuditEntry>()).Select(static a => a.CommitId)),
            commit => Assert.Equal(receipt.CommitId, commit.Value));
        Assert.Contains("acme.welcomed/1", (await fixture.RecordsAsync<StoredEvent>()).Select(static e => e.Type));
    }

    [Fact] // R1
    public async Task A_commit_that_is_refused_leaves_neither_cause_nor_message()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        await using (ICrmSession first = fixture.Crm.OpenSession(OutboxFixture.Ada))
        {
            first.Add(Grace with { Id = CustomerId.New(), Key = "C-1" });
            await first.CommitAsync(CancellationToken.None);
        }

        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        session.Add(Grace with { Key = "C-1" });
        await fixture.Outbox.EnqueueAsync(session, OutboxFixture.Draft("welcome", customer: Grace.Id), CancellationToken.None);
        await Assert.ThrowsAsync<CrmDuplicateException>(() => session.CommitAsync(CancellationToken.None));

        Assert.Empty(await fixture.AllAsync());
    }

    [Fact] // R9
    public async Task The_same_key_is_one_message_in_one_session_and_over_sessions()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        MessageDraft draft = OutboxFixture.Draft("once");
        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        OutboxMessage first = await fixture.Outbox.EnqueueAsync(session, draft, CancellationToken.None);
        Assert.Equal([first, first], await fixture.Outbox.EnqueueAsync(session, [draft, draft], CancellationToken.None));
        await session.CommitAsync(CancellationToken.None);

        await using ICrmSession later = fixture.Crm.OpenSession(OutboxFixture.Ada);
        Assert.Equal(first.Id, (await fixture.Outbox.EnqueueAsync(later, draft, CancellationToken.None)).Id);
        Assert.Equal(0, (await later.CommitAsync(CancellationToken.None)).Records);
        Assert.Single(await fixture.AllAsync());
    }

    [Fact] // R9
    public async Task Of_two_hosts_that_put_in_one_key_at_once_the_later_finds_the_message_when_it_tries_again()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        MessageDraft draft = OutboxFixture.Draft("race");
        await using ICrmSession one = fixture.Crm.OpenSession(OutboxFixture.Ada), two = fixture.Crm.OpenSession(OutboxFixture.Ada), again = fixture.Crm.OpenSession(OutboxFixture.Ada);
        OutboxMessage won = await fixture.Outbox.EnqueueAsync(one, draft, CancellationToken.None);
        await fixture.Outbox.EnqueueAsync(two, draft, CancellationToken.None);
        await one.CommitAsync(CancellationToken.None);
        await Assert.ThrowsAsync<CrmDuplicateException>(() => two.CommitAsync(CancellationToken.None));

        Assert.Equal(won.Id, (await fixture.Outbox.EnqueueAsync(again, draft, CancellationToken.None)).Id);
    }

    [Fact] // R9
    public async Task A_key_with_another_content_is_refused_and_not_swallowed()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"), new TestChannel("other"));
        MessageDraft draft = OutboxFixture.Draft("shipped") with { Subject = "subject", Address = "desk 4" };
        await fixture.PutAsync(draft);
        MessageDraft[] others =
        [
            draft with { Body = "delivered" },
            draft with { Subject = null },
            draft with { Address = "desk 5" },
            draft with { Customer = CustomerId.New() },
            draft with { Channel = "other" },
            draft with { Audience = Audience.Staff },
        ];

        foreach (MessageDraft other in others)
        {
            Assert.Equal(NotificationErrorCodes.KeyReused, (await RefusedAsync(fixture, other)).Code);
        }
    }

    [Fact]
    public async Task Nothing_is_added_of_drafts_of_which_one_is_refused()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        await Assert.ThrowsAsync<CrmException>(() => fixture.Outbox.EnqueueAsync(session, [OutboxFixture.Draft("good"), OutboxFixture.Draft("bad") with { Body = " " }], CancellationToken.None));
        await session.CommitAsync(CancellationToken.None);

        Assert.Empty(await fixture.AllAsync());
    }

    [Fact] // CA-2
    public async Task What_breaks_a_channels_limits_is_refused_with_its_code()
    {
        var sms = new ChannelDescriptor("sms") { Audience = Audience.Customers, Reaches = ContactPointKind.Phone, Limit = TextLimit.Characters(5) };
        var robot = new ChannelDescriptor("robot") { Audience = Audience.Staff, Limit = TextLimit.Bytes(5) };
        var mail = new ChannelDescriptor("mail") { Audience = Audience.Customers | Audience.Staff, Reaches = ContactPointKind.Email };
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel(sms), new TestChannel(robot), new TestChannel(mail));
        MessageDraft toPhone = OutboxFixture.Draft("k", "sms") with { Body = "生日快乐!", Address = "+86 21 1234" };
        MessageDraft toStaff = OutboxFixture.Draft("k", "robot") with { Body = "生日", Audience = Audience.Staff, Customer = null };
        MessageDraft toMail = OutboxFixture.Draft("k", "mail") with { Address = "ada@example.com", Subject = "Hello" };
        (MessageDraft Draft, string? Code)[] cases =
        [
            (toPhone, null),
            (toPhone with { Body = "生日快乐!!" }, NotificationErrorCodes.BadMessage), // 6 characters
            (toPhone with { Address = "ada@example.com" }, NotificationErrorCodes.BadMessage),
            (toPhone with { Audience = Audience.Staff }, NotificationErrorCodes.WrongAudience),
            (toPhone with { Audience = Audience.Customers | Audience.Staff }, NotificationErrorCodes.BadMessage),
            (toPhone with { Customer = null }, NotificationErrorCodes.BadMessage),
            (toPhone with { Channel = "pigeon" }, NotificationErrorCodes.UnknownChannel),
            (toPhone with { Key = "" }, NotificationErrorCodes.BadMessage),
            (toPhone with { Key = "生日" }, NotificationErrorCodes.BadMessage),
            (toPhone with { Key = new string('k', 65) }, NotificationErrorCodes.BadMessage),
            (toPhone with { Key = "a b" }, NotificationErrorCodes.BadMessage),
            (toPhone with { Body = "\n " }, NotificationErrorCodes.BadMessage),
            (toPhone with { Body = "a\0b" }, ErrorCodes.BadText),
            (toPhone with { Purpose = "" }, ErrorCodes.BadText),
            (toPhone with { NotBefore = Instant.FromUtc(2026, 2, 1, 0, 0), UseBy = Instant.FromUtc(2026, 2, 1, 0, 0) }, NotificationErrorCodes.BadMessage),
            (toStaff with { Body = "生a" }, null), // 4 bytes
            (toStaff, NotificationErrorCodes.BadMessage), // 6 bytes
            (toStaff with { Body = "a", Audience = Audience.Customers, Customer = CustomerId.New() }, NotificationErrorCodes.WrongAudience),
            (toMail, null),
            (toMail with { Subject = "Hello\r\nBcc: all@example.com" }, NotificationErrorCodes.BadMessage),
            (toMail with { Subject = "Hello\u2028there" }, NotificationErrorCodes.BadMessage),
            (toMail with { Address = "ada@example.com\nbcc@example.com" }, NotificationErrorCodes.BadMessage),
            (toMail with { Address = "ada" }, NotificationErrorCodes.BadMessage),
            (toMail with { Address = "ada lovelace@example.com" }, NotificationErrorCodes.BadMessage),
            (toMail with { Address = "@example.com" }, NotificationErrorCodes.BadMessage),
        ];

        foreach ((MessageDraft draft, string? code) in cases)
        {
            await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
            Exception? error = await Record.ExceptionAsync(() => fixture.Outbox.EnqueueAsync(session, draft, CancellationToken.None));
            Assert.True((error as CrmException)?.Code == code, $"{draft}: {error}");
        }
    }

    [Fact] // PS: the outbox holds personal values in envelopes only, and errors name none
    public async Task An_address_stands_neither_in_the_record_nor_in_errors()
    {
        var mail = new ChannelDescriptor("mail") { Audience = Audience.Customers, Reaches = ContactPointKind.Email };
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel(mail));
        CrmException error = await RefusedAsync(fixture, OutboxFixture.Draft("k", "mail") with { Address = "secret-at-example.com" });
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);

        CustomerId customer = CustomerId.New();
        await fixture.PutAsync(OutboxFixture.Draft("k", "mail", customer) with { Address = "secret@example.com", Subject = "secret subject", Body = "secret body" });
        OutboxMessage message = await fixture.OneAsync("k");
        Assert.DoesNotContain("secret", message.ToString(), StringComparison.Ordinal);
        Assert.Equal(customer.ToRecordId(), message.Content.Subject);
    }

    [Fact]
    public async Task Without_an_address_the_customers_own_is_taken_and_a_missing_one_is_left_to_the_gate()
    {
        var mail = new TestChannel(new ChannelDescriptor("mail") { Audience = Audience.Customers, Reaches = ContactPointKind.Email, AfterCrash = CrashPolicy.ProviderIdempotencyKey });
        OutboxFixture fixture = await OutboxFixture.StartAsync(mail);
        Customer second = Customer.Enterprise("Second") with { ContactPoints = [new ContactPoint(ContactPointKind.Phone, "+86123"), new ContactPoint(ContactPointKind.Email, "second@example.com")] };
        Customer third = Customer.Enterprise("Third");
        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        session.Add(Grace);
        session.Add(second);
        session.Add(third);
        await fixture.Outbox.EnqueueAsync(
            session,
            [OutboxFixture.Draft("1", "mail", Grace.Id), OutboxFixture.Draft("2", "mail", second.Id), OutboxFixture.Draft("3", "mail", third.Id), OutboxFixture.Draft("4", "mail", Grace.Id) with { Address = "office@example.com" }],
            CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        await fixture.Dispatcher().DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None);

        Assert.Equal(["grace@example.com", "second@example.com", "office@example.com"], mail.Taken.Select(static m => m.Address));
        Assert.Equal(OutboxState.Suppressed, (await fixture.OneAsync("3")).State);
        Assert.Equal(NotificationErrorCodes.BadMessage, (await RefusedAsync(fixture, OutboxFixture.Draft("5", "mail"))).Code); // there is no such customer
    }

    [Fact]
    public async Task An_operator_sees_where_messages_stand_and_has_them_sent_again_under_their_own_keys()
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate) { Answer = static (message, _) => message.Key[0] switch
        {
            'd' => Task.FromResult(DeliveryResult.Rejected("no such number")),
            'u' => throw new TimeoutException(),
            'r' => Task.FromResult(DeliveryResult.Retry("busy")),
            _ => Task.FromResult(DeliveryResult.Accepted()),
        } };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        Instant later = fixture.Clock.GetCurrentInstant() + Duration.FromHours(1);
        await fixture.PutAsync(
            OutboxFixture.Draft("sent"), OutboxFixture.Draft("dead"), OutboxFixture.Draft("unknown"), OutboxFixture.Draft("retry"),
            OutboxFixture.Draft("planned") with { NotBefore = later }, OutboxFixture.Draft("old") with { UseBy = fixture.Clock.GetCurrentInstant() });
        await fixture.Dispatcher().DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None);

        Assert.Equal(new OutboxStatus(Pending: 2, InFlight: 0, OutcomeUnknown: 1, Sent: 1, DeadLettered: 1, Suppressed: 1), await StatusAsync(fixture));
        Assert.Equal(["dead"], await KeysAsync(fixture, OutboxState.DeadLettered));
        Assert.Equal(["unknown"], await KeysAsync(fixture, OutboxState.OutcomeUnknown));
        Assert.Equal(["old"], await KeysAsync(fixture, OutboxState.Suppressed));
        Assert.Equal(["sent"], await KeysAsync(fixture, OutboxState.Sent));
        Assert.Equal(["planned", "retry"], await KeysAsync(fixture, OutboxState.Pending));
        Assert.Empty(await KeysAsync(fixture, OutboxState.Sending));
        Assert.Equal("no such number", (await fixture.OneAsync("dead")).Reason);

        channel.Answer = static (message, _) => Task.FromResult(DeliveryResult.Accepted("second"));
        Assert.Equal(1, await fixture.Outbox.RetryAllAsync(OutboxFixture.Ada, OutboxState.DeadLettered, CancellationToken.None));
        RecordId unknown = (await fixture.OneAsync("unknown")).Id, sent = (await fixture.OneAsync("sent")).Id;
        Assert.Equal(1, await fixture.Outbox.RetryAsync(OutboxFixture.Ada, [unknown, sent, RecordId.New()], CancellationToken.None));
        await fixture.Dispatcher().DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None);

        Assert.Equal(["dead", "dead", "retry", "sent", "unknown", "unknown"], channel.Calls.Select(static m => m.Key).Order(StringComparer.Ordinal));
        Assert.True(channel.Calls.Last(static m => m.Key == "unknown").PossibleDuplicate);
        Assert.False(channel.Calls.Last(static m => m.Key == "dead").PossibleDuplicate);
        Assert.Equal((OutboxState.Sent, 2, "second"), (await fixture.OneAsync("dead")) is var m ? (m.State, m.Attempts, m.Receipt) : default);
    }

    [Fact]
    public async Task An_operator_who_found_a_parked_message_delivered_closes_it_and_only_such()
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate) { Answer = static (_, _) => throw new TimeoutException() };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutAsync(OutboxFixture.Draft("a"));
        await fixture.Dispatcher().DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None);
        await fixture.PutAsync(OutboxFixture.Draft("b"));
        RecordId[] ids = [.. (await fixture.AllAsync()).Select(static m => m.Id)];

        Assert.Equal(1, await fixture.Outbox.ConfirmSentAsync(OutboxFixture.Ada, ids, CancellationToken.None));
        Assert.Equal(OutboxState.Sent, (await fixture.OneAsync("a")).State);
        Assert.Equal(OutboxState.Pending, (await fixture.OneAsync("b")).State);
        Assert.Contains("ada", (await fixture.RecordsAsync<AuditEntry>()).Select(static a => a.By.Value));
    }

    [Fact]
    public async Task More_messages_than_a_page_are_sent_again()
    {
        var channel = new TestChannel("test") { Answer = static (_, _) => Task.FromResult(DeliveryResult.Rejected("closed")) };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(1_201);
        await fixture.Dispatcher().DispatchAsync(OutboxFixture.Ada, null, CancellationToken.None);

        Assert.Equal(1_201, await fixture.Outbox.RetryAllAsync(OutboxFixture.Ada, OutboxState.DeadLettered, CancellationToken.None));
        Assert.Equal(new OutboxStatus(1_201, 0, 0, 0, 0, 0), await StatusAsync(fixture));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fixture.Outbox.RetryAllAsync(OutboxFixture.Ada, OutboxState.Sent, CancellationToken.None));
    }

    private static Task<OutboxStatus> StatusAsync(OutboxFixture fixture) => fixture.Outbox.GetStatusAsync(OutboxFixture.Ada, CancellationToken.None);

    private static async Task<IEnumerable<string>> KeysAsync(OutboxFixture fixture, OutboxState state) =>
        (await fixture.Outbox.ListAsync(OutboxFixture.Ada, state, null, 100, CancellationToken.None)).Items.Select(static m => m.Key);

    private static async Task<CrmException> RefusedAsync(OutboxFixture fixture, MessageDraft draft)
    {
        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        return await Assert.ThrowsAsync<CrmException>(() => fixture.Outbox.EnqueueAsync(session, draft, CancellationToken.None));
    }
}
