using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>Where a channel gives a message up for good, the next of its order gets it; where it may have gone out, nobody does (CA-3).</summary>
public sealed class FailOverTests
{
    private static readonly CrmScope Scope = CrmScope.System("default", actor: "outbox");

    private readonly TestChannel _mail = new(new ChannelDescriptor("mail") { Audience = Audience.Customers | Audience.Staff, Reaches = ContactPointKind.Email });
    private readonly TestChannel _sms = new(new ChannelDescriptor("sms") { Audience = Audience.Customers | Audience.Staff, Reaches = ContactPointKind.Phone });
    private readonly TestChannel _desk = new("desk");

    [Fact]
    public async Task CA_3_a_message_that_is_refused_goes_by_the_next_channel_with_that_channels_text_and_address_under_its_key()
    {
        _mail.Answer = static (_, _) => Task.FromResult(DeliveryResult.Rejected("SMTP 550 5.1.1"));
        OutboxFixture fixture = await StartAsync(Draft("k"));

        DispatchReport report = await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(new DispatchReport { Sent = 1, FailedOver = 1 }, report);
        OutgoingMessage sent = Assert.Single(_sms.Taken);
        Assert.Equal(("k", "sms", "+8613800138000", null, "short text", 2), (sent.Key, sent.Channel, sent.Address, sent.Subject, sent.Body, sent.Attempt));
        OutboxMessage message = Assert.Single(await fixture.AllAsync());
        Assert.Equal((OutboxState.Sent, "sms", 1, false), (message.State, message.Channel, message.FailedOver, message.MayHaveGoneOut));
        Assert.Equal(["mail", "sms", "desk"], message.ChannelOrder);
    }

    [Fact]
    public async Task CA_3_a_message_whose_attempts_are_used_up_goes_by_the_next_channel_with_attempts_of_its_own()
    {
        _mail.Answer = static (_, _) => Task.FromResult(DeliveryResult.Retry("SMTP 451"));
        _sms.Answer = static (message, _) => Task.FromResult(message.Attempt < 6 ? DeliveryResult.Retry("busy") : DeliveryResult.Accepted());
        OutboxFixture fixture = await StartAsync(Draft("k"));
        fixture.Options.MaxAttempts = 3;

        await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        Assert.Equal((3, 3, 0), (_mail.Calls.Count, _sms.Calls.Count, _desk.Calls.Count));
        Assert.Equal(OutboxState.Sent, (await fixture.OneAsync("k")).State);
    }

    [Fact]
    public async Task CA_3_a_message_that_may_have_gone_out_is_parked_and_goes_by_no_other_channel()
    {
        _mail.Descriptor = _mail.Descriptor with { AfterCrash = CrashPolicy.PreferNoDuplicate };
        _mail.Answer = static (_, _) => throw new IOException("hung up");
        OutboxFixture fixture = await StartAsync(Draft("k"));

        await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        OutboxMessage message = await fixture.OneAsync("k");
        Assert.Equal((OutboxState.OutcomeUnknown, "mail"), (message.State, message.Channel));
        Assert.Empty(_sms.Calls);
    }

    [Fact]
    public async Task CA_3_doubt_that_an_attempt_left_keeps_a_later_refusal_from_going_on()
    {
        _mail.Descriptor = _mail.Descriptor with { AfterCrash = CrashPolicy.PreferNoLoss };
        _mail.Answer = static (message, _) => message.Attempt == 1 ? throw new IOException("hung up") : Task.FromResult(DeliveryResult.Rejected("550"));
        OutboxFixture fixture = await StartAsync(Draft("k"));

        await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        Assert.Equal(OutboxState.OutcomeUnknown, (await fixture.OneAsync("k")).State);
        Assert.Empty(_sms.Calls);
    }

    [Fact]
    public async Task CA_3_a_provider_that_knows_keys_and_refuses_settles_the_doubt_and_the_next_channel_gets_the_message()
    {
        _mail.Descriptor = _mail.Descriptor with { AfterCrash = CrashPolicy.ProviderIdempotencyKey };
        _mail.Answer = static (message, _) => message.Attempt == 1 ? throw new IOException("hung up") : Task.FromResult(DeliveryResult.Rejected("refused"));
        OutboxFixture fixture = await StartAsync(Draft("k"));

        await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        Assert.False(Assert.Single(_sms.Taken).PossibleDuplicate);
    }

    [Fact]
    public async Task CA_3_a_message_that_the_gate_holds_back_for_its_address_goes_by_the_next_channel()
    {
        OutboxFixture fixture = await StartAsync(Draft("k") with { Address = null, Audience = Audience.Staff });

        DispatchReport report = await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(new DispatchReport { Sent = 1, FailedOver = 1 }, report);
        Assert.Empty(_mail.Calls);
        Assert.Equal(1, Assert.Single(_sms.Taken).Attempt);
    }

    [Theory]
    [InlineData("gate.consent-withdrawn")]
    [InlineData("gate.no-consent")]
    [InlineData("gate.use-by")]
    [InlineData("gate.erased")]
    [InlineData("gate.archive-not-active")]
    [InlineData("gate.no-customer")]
    public void CA_3_who_may_not_be_written_to_is_not_looked_for_on_another_channel(string refusal) => Assert.False(FailOver.After(refusal));

    [Fact]
    public async Task CA_3_where_the_last_channel_gives_it_up_it_is_a_dead_letter_and_a_retry_begins_with_the_first_channel()
    {
        bool refuses = true;
        foreach (TestChannel channel in (TestChannel[])[_mail, _sms, _desk])
        {
            channel.Answer = (_, _) => Task.FromResult(refuses ? DeliveryResult.Rejected("refused") : DeliveryResult.Accepted());
        }

        OutboxFixture fixture = await StartAsync(Draft("k"));
        DispatchReport report = await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);
        OutboxMessage dead = await fixture.OneAsync("k");
        refuses = false;
        int retried = await fixture.Outbox.RetryAsync(OutboxFixture.Ada, [dead.Id], CancellationToken.None);
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(new DispatchReport { DeadLettered = 1, FailedOver = 2 }, report);
        Assert.Equal((OutboxState.DeadLettered, "desk"), (dead.State, dead.Channel));
        Assert.Equal((1, "mail"), (retried, Assert.Single(_mail.Taken).Channel));
        Assert.Equal("long text", _mail.Taken.Single().Body);
    }

    [Fact]
    public async Task A_key_that_went_on_is_the_same_message_when_it_is_put_in_again_and_another_text_of_a_fallback_is_another_message()
    {
        _mail.Answer = static (_, _) => Task.FromResult(DeliveryResult.Rejected("refused"));
        MessageDraft draft = Draft("k");
        OutboxFixture fixture = await StartAsync(draft);
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        await fixture.PutAsync(draft);
        var error = await Assert.ThrowsAsync<CrmException>(() => fixture.PutAsync(draft with { Fallbacks = [draft.Fallbacks[0] with { Body = "another" }, draft.Fallbacks[1]] }));

        Assert.Equal(NotificationErrorCodes.KeyReused, error.Code);
        Assert.Single(await fixture.AllAsync());
    }

    [Fact]
    public async Task An_order_with_a_channel_twice_or_with_a_text_that_does_not_fit_is_refused()
    {
        OutboxFixture fixture = await StartAsync();
        MessageDraft draft = Draft("k");

        foreach (MessageDraft bad in (MessageDraft[])
                 [
                     draft with { Fallbacks = [draft.Fallbacks[0] with { Channel = "mail", Address = "a@example.com" }] },
                     draft with { Fallbacks = [draft.Fallbacks[0] with { Body = " " }] },
                     draft with { Fallbacks = [.. Enumerable.Repeat(draft.Fallbacks[1], 5)] },
                 ])
        {
            Assert.Equal(NotificationErrorCodes.BadMessage, (await Assert.ThrowsAsync<CrmException>(() => fixture.PutAsync(bad))).Code);
        }

        Assert.Equal(NotificationErrorCodes.UnknownChannel, (await Assert.ThrowsAsync<CrmException>(() => fixture.PutAsync(draft with { Fallbacks = [draft.Fallbacks[1] with { Channel = "no-such" }] }))).Code);
    }

    [Fact]
    public Task CA_3_whatever_channels_answer_nobody_gets_a_message_twice_and_what_is_called_sent_was_taken_once() => Law.HoldsAsync(
        Gen.Elements(Enum.GetValues<Mishaps>()).ArrayOf(24), async mishaps =>
        {
            int next = 0, taken = 0;
            TestChannel[] channels = [_mail, _sms, _desk];
            foreach (TestChannel channel in channels)
            {
                channel.Descriptor = channel.Descriptor with { AfterCrash = CrashPolicy.PreferNoDuplicate };
                channel.Answer = (_, _) => mishaps[next++ % mishaps.Length] switch
                {
                    Mishaps.Accepts => Task.FromResult(Take(DeliveryResult.Accepted())),
                    Mishaps.TakesAndHangsUp => throw Take(new IOException()),
                    Mishaps.HangsUp => throw new IOException(),
                    Mishaps.Busy => Task.FromResult(DeliveryResult.Retry("busy")),
                    Mishaps.NotSent => throw new NotSentException("nobody listens"),
                    _ => Task.FromResult(DeliveryResult.Rejected("refused")),
                };
            }

            OutboxFixture fixture = await StartAsync(Draft("k"));
            fixture.Options.MaxAttempts = 3;
            await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

            OutboxMessage message = await fixture.OneAsync("k");
            return message.State switch
            {
                OutboxState.Sent => taken == 1,
                OutboxState.DeadLettered => taken == 0 && message.Channel == "desk",
                OutboxState.OutcomeUnknown => taken <= 1,
                _ => false,
            };

            T Take<T>(T answer)
            {
                taken++;
                return answer;
            }
        });

    private static MessageDraft Draft(string key) => OutboxFixture.Draft(key, "mail") with
    {
        Address = "li.lei@example.com",
        Subject = "subject",
        Body = "long text",
        Fallbacks =
        [
            new MessageFallback { Channel = "sms", Address = "+8613800138000", Body = "short text" },
            new MessageFallback { Channel = "desk", Body = "for the desk" },
        ],
    };

    private async Task<OutboxFixture> StartAsync(params MessageDraft[] drafts)
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(_mail, _sms, _desk);
        await fixture.PutAsync(drafts);
        return fixture;
    }

    private enum Mishaps
    {
        Accepts,
        TakesAndHangsUp,
        HangsUp,
        Busy,
        NotSent,
        Refuses,
    }
}
