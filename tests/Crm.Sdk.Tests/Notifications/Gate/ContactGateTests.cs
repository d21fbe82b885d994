using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>What is asked before a message to a customer goes out (CA-2).</summary>
public sealed class ContactGateTests
{
    private static readonly PurposeRule Service = ContactPolicy.Standard.RuleOf("service");

    [Theory]
    [InlineData("marketing", null, null, "gate.no-consent")]
    [InlineData("marketing", ConsentState.Granted, null, null)]
    [InlineData("marketing", ConsentState.Granted, "other", "gate.no-consent")]
    [InlineData("marketing", ConsentState.Withdrawn, "test", "gate.consent-withdrawn")]
    [InlineData("survey", null, null, null)]
    [InlineData("survey", ConsentState.Withdrawn, null, "gate.consent-withdrawn")]
    [InlineData("statutory", ConsentState.Withdrawn, null, null)]
    [InlineData("whatever", null, null, "gate.no-consent")]
    public async Task CA_2_Consent_is_asked_by_purpose_and_channel(string purpose, ConsentState? said, string? channel, string? refused)
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        if (said is { } state)
        {
            await desk.SayAsync(customer.Id, state, purpose, channel);
        }

        OutboxMessage message = await desk.SendAsync(customer.Id, purpose);

        Assert.Equal((refused is null ? OutboxState.Sent : OutboxState.Suppressed, refused), (message.State, message.Refusal?.Code));
        Assert.Equal(refused is null ? 1 : 0, desk.Channel.Calls.Count);
    }

    [Fact]
    public async Task PS_1_The_last_word_counts_whenever_it_is_recorded_and_whether_of_one_channel_or_of_all()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        await desk.SayAsync(customer.Id, ConsentState.Withdrawn, channel: "test", ago: Duration.FromDays(2));
        await desk.SayAsync(customer.Id, ConsentState.Granted, ago: Duration.FromDays(3)); // said earlier, recorded later
        Assert.Equal("gate.consent-withdrawn", (await desk.SendAsync(customer.Id)).Refusal?.Code);

        await desk.SayAsync(customer.Id, ConsentState.Granted, ago: Duration.FromDays(1));
        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(customer.Id)).State);

        await desk.SayAsync(customer.Id, ConsentState.Withdrawn, ConsentEntry.EveryPurpose);
        Assert.Equal("gate.consent-withdrawn(marketing, test, 2026-01-02)", (await desk.SendAsync(customer.Id)).Refusal?.ToString());
    }

    [Fact]
    public async Task PS_1_A_consent_has_its_proof_and_its_history()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        await desk.ChangeAsync(session => desk.Consents.RecordAsync(
            session, ConsentEntry.Of(customer.Id, "marketing", "test", ConsentState.Granted, desk.Fixture.Clock.GetCurrentInstant() - Duration.FromDays(1), ConsentMethods.DoubleOptIn, "form 7"), CancellationToken.None));
        await desk.SayAsync(customer.Id, ConsentState.Withdrawn, channel: "test");

        await desk.ChangeAsync(async session =>
        {
            Assert.Equal([ConsentState.Withdrawn], (await desk.Consents.StandingAsync(session, customer.Id, CancellationToken.None)).Select(static c => c.State));
            ConsentEntry[] history = [.. (await desk.Consents.HistoryAsync(session, customer.Id, null, CancellationToken.None)).Items];
            Assert.Equal([ConsentState.Withdrawn, ConsentState.Granted], history.Select(static entry => entry.State));
            Assert.Equal(("form 7", "ada"), (history[1].Proof, history[1].Origin?.By.Value));
            Assert.Throws<CrmException>(() => session.Update(history[1] with { Proof = "form 8" })); // entries are only added
        });
    }

    [Fact]
    public async Task PS_1_What_a_merged_customer_withdrew_holds_for_the_one_that_stayed()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer survivor = await desk.CustomerAsync(), loser = await desk.CustomerAsync(static c => c with { Name = "Acme Ltd" });
        await desk.SayAsync(survivor.Id, ConsentState.Granted, ago: Duration.FromDays(2));
        await desk.SayAsync(loser.Id, ConsentState.Withdrawn, ago: Duration.FromDays(1));
        await desk.ChangeAsync(async session => await new CustomerMerging(desk.Fixture.Memory, desk.Fixture.Crm.Model, OutboxFixture.Protector, desk.Fixture.Clock).MergeAsync(session, survivor.Id, loser.Id, null, CancellationToken.None));

        Assert.Equal("gate.consent-withdrawn", (await desk.SendAsync(survivor.Id)).Refusal?.Code);
        Assert.Equal("gate.consent-withdrawn", (await desk.SendAsync(loser.Id)).Refusal?.Code);
        await desk.SayAsync(loser.Id, ConsentState.Granted);
        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(survivor.Id)).State);
    }

    [Theory]
    [InlineData(ContactPointState.Unverified, null)]
    [InlineData(ContactPointState.Bounced, "gate.bounced")]
    [InlineData(ContactPointState.DoNotUse, "gate.do-not-use")]
    public async Task CA_2_A_contact_point_that_bounced_or_is_not_wanted_is_not_used(ContactPointState state, string? refused)
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync(c => c with { EmailState = state });

        Assert.Equal(refused, (await desk.SendAsync(customer.Id, "service")).Refusal?.Code);
        desk.Policy = desk.Policy with { Purposes = [new("service") { Consent = ConsentNeed.None, NeedsVerified = true, Hours = null }] };
        Assert.Equal(refused ?? "gate.not-verified", (await desk.SendAsync(customer.Id, "service")).Refusal?.Code);
    }

    [Fact]
    public async Task CA_2_Nothing_goes_to_a_suppressed_address_whoever_has_it_and_the_list_keeps_no_address()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        await desk.ChangeAsync(session => desk.Suppressions.AddAsync(session, ContactPointKind.Email, "A@Example.com", SuppressionReasons.Complaint, CancellationToken.None));

        Assert.Equal(new Reason("gate.suppressed", [SuppressionReasons.Complaint]), (await desk.SendAsync(customer.Id, "service")).Refusal);
        Assert.DoesNotContain("example", (await desk.Fixture.RecordsAsync<Suppression>()).Single().ToString(), StringComparison.OrdinalIgnoreCase);

        await desk.ChangeAsync(async session => Assert.True(await desk.Suppressions.LiftAsync(session, ContactPointKind.Email, "a@example.com", CancellationToken.None)));
        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(customer.Id, "service")).State);
    }

    [Fact]
    public async Task CA_2_Outside_the_hours_a_message_waits_by_the_customers_clock()
    {
        GateDesk desk = await GateDesk.StartAsync(); // 03:04 UTC is 11:04 in Shanghai and 22:04 in New York
        desk.Policy = desk.Policy with { Purposes = [new("marketing") { Consent = ConsentNeed.None }] };
        Customer here = await desk.CustomerAsync(static c => c with { Zone = "Asia/Shanghai" }), there = await desk.CustomerAsync(static c => c with { Zone = "America/New_York" });

        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(here.Id)).State);
        OutboxMessage waits = await desk.SendAsync(there.Id);
        Assert.Equal((OutboxState.Pending, 0, Instant.FromUtc(2026, 1, 2, 14, 0)), (waits.State, waits.Attempts, waits.Due!.Value));
        Assert.Equal("gate.hours(09:00–20:00, America/New_York)", waits.Refusal?.ToString());

        desk.Fixture.Clock.Set(waits.Due.Value);
        await desk.DispatchAsync();
        Assert.Equal((OutboxState.Sent, (Reason?)null), (await desk.Fixture.OneAsync(waits.Key)) is var sent ? (sent.State, sent.Refusal) : default);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Mars/Olympus")]
    public async Task CA_2_Where_the_zone_is_not_known_the_tenants_clock_counts_and_the_stricter_hours(string? zone)
    {
        GateDesk desk = await GateDesk.StartAsync();
        desk.Fixture.Clock.Set(Instant.FromUtc(2026, 1, 2, 9, 30));
        desk.Policy = desk.Policy with { Purposes = [new("marketing") { Consent = ConsentNeed.None }, Service] };
        Customer customer = await desk.CustomerAsync(c => c with { Zone = zone is null ? null : "Asia/Shanghai" });
        if (zone is not null)
        {
            // A zone that the database of zones no longer has cannot be written any more; the rule is asked directly.
            SendVerdict verdict = new ContactRules(desk.Policy).JudgeHours(desk.Policy.RuleOf("marketing"), desk.Channel.Descriptor, customer with { Zone = zone }, desk.Fixture.Clock.GetCurrentInstant());
            Assert.Equal(Instant.FromUtc(2026, 1, 2, 10, 0), verdict.Until);
            return;
        }

        Assert.Equal(Instant.FromUtc(2026, 1, 2, 10, 0), (await desk.SendAsync(customer.Id)).Due);
        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(customer.Id, "service")).State); // not bound to hours
    }

    [Fact]
    public async Task CA_2_Legal_hours_of_the_channel_bind_too_and_a_message_that_would_be_too_late_is_held_back()
    {
        GateDesk desk = await GateDesk.StartAsync(new ChannelDescriptor("test") { Audience = Audience.Customers, Legal = [new("marketing", new(new(8, 0), new(22, 0)))] });
        desk.Policy = desk.Policy with { Purposes = [new("marketing") { Consent = ConsentNeed.None, Hours = new(new(6, 0), new(23, 0)) }] };
        Customer customer = await desk.CustomerAsync(static c => c with { Zone = "UTC" });

        Assert.Equal(Instant.FromUtc(2026, 1, 2, 8, 0), (await desk.SendAsync(customer.Id)).Due);
        OutboxMessage late = await desk.SendAsync(customer.Id, with: static draft => draft with { UseBy = Instant.FromUtc(2026, 1, 2, 7, 0) });
        Assert.Equal((OutboxState.Suppressed, "gate.hours"), (late.State, late.Refusal?.Code));
    }

    [Fact]
    public async Task CA_2_Caps_hold_over_all_plans_and_keep_the_last_place_for_what_matters_more()
    {
        GateDesk desk = await GateDesk.StartAsync();
        desk.Policy = desk.Policy with { Purposes = [new("marketing") { Consent = ConsentNeed.None, Hours = null }, Service], Caps = [new(3, 7), new(2, 7) { UpToPriority = 40 }] };
        Customer customer = await desk.CustomerAsync();
        Instant first = desk.Fixture.Clock.GetCurrentInstant();

        foreach ((int priority, OutboxState expected) in new[] { (10, OutboxState.Sent), (40, OutboxState.Sent), (40, OutboxState.Pending), (41, OutboxState.Sent), (100, OutboxState.Pending) })
        {
            OutboxMessage message = await desk.SendAsync(customer.Id, with: draft => draft with { Priority = priority, Cause = $"plan:{priority}" });
            Assert.Equal(expected, message.State);
            Assert.Equal(expected == OutboxState.Sent ? null : "gate.capped", message.Refusal?.Code);
            Assert.True(message.Due is null || message.Due >= first + Duration.FromDays(7));
        }

        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(customer.Id, "service")).State);
        desk.Policy = desk.Policy with { Caps = [new(1, 7)] };
        desk.Fixture.Clock.Set(first + Duration.FromDays(7));
        await desk.DispatchAsync();
        Assert.Equal(5, (await desk.Fixture.AllAsync()).Count(static m => m.State == OutboxState.Sent)); // three places, one service message, and of the two that waited the one that matters more
        Assert.Equal(40, (await desk.Fixture.AllAsync()).Single(static m => m.State == OutboxState.Pending).Priority);
    }

    [Fact]
    public async Task CA_2_Archives_out_of_use_and_unknown_customers_get_nothing_commercial()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer archived = await desk.CustomerAsync(static c => c with { State = CustomerState.Archived });
        await desk.SayAsync(archived.Id, ConsentState.Granted);

        Assert.Equal("gate.archive-not-active", (await desk.SendAsync(archived.Id)).Refusal?.Code);
        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(archived.Id, "service")).State);
        Assert.Equal("gate.no-customer", (await desk.SendAsync(CustomerId.New(), "service", static draft => draft with { Address = "x@example.com" })).Refusal?.Code);
    }

    [Fact]
    public async Task CA_2_A_consent_that_is_withdrawn_between_the_look_and_the_mark_stops_the_message()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        await desk.SayAsync(customer.Id, ConsentState.Granted, ago: Duration.FromDays(1));
        await desk.Fixture.PutAsync(OutboxFixture.Draft("m", customer: customer.Id) with { Purpose = "marketing" });
        int commits = 0;
        var store = new SteppedStore(desk.Fixture.Memory, () => Task.CompletedTask)
        {
            BeforeCommit = async batch =>
            {
                if (batch.Writes.Any(static write => write.Entity is OutboxMessage { State: OutboxState.Sending }) && commits++ == 0)
                {
                    await desk.SayAsync(customer.Id, ConsentState.Withdrawn);
                }
            },
        };

        await desk.DispatchAsync(store);

        Assert.Empty(desk.Channel.Calls);
        Assert.Equal((OutboxState.Suppressed, "gate.consent-withdrawn"), (await desk.Fixture.OneAsync("m")) is var message ? (message.State, message.Refusal?.Code) : default);
    }
}
