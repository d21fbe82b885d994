using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>Several dispatchers on one store (R3).</summary>
public sealed class CompetingDispatchersTests
{
    private static readonly CrmScope Scope = CrmScope.System("default", actor: "outbox");

    [Fact]
    public async Task Four_dispatchers_at_once_send_every_message_once()
    {
        var channel = new TestChannel(new ChannelDescriptor("test") { Audience = Audience.Customers, Concurrency = 3, AfterCrash = CrashPolicy.PreferNoDuplicate })
        {
            Answer = static async (_, _) =>
            {
                await Task.Yield();
                return DeliveryResult.Accepted();
            },
        };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        fixture.Options.BatchSize = 50;
        fixture.Options.PollInterval = TimeSpan.FromMilliseconds(10);
        await fixture.PutManyAsync(2_000);

        // Real waiting: a rushing clock would end the lease of a dispatcher that is only slow, and what it held would be parked, as it should be.
        DispatchReport[] reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => fixture.Dispatcher(time: TimeProvider.System, seed: seed).DispatchUntilEmptyAsync(Scope, null, CancellationToken.None))));

        Assert.Equal(new DispatchReport { Sent = 2_000 }, new DispatchReport { Sent = reports.Sum(static r => r.Sent), OutcomeUnknown = reports.Sum(static r => r.OutcomeUnknown), Failed = reports.Sum(static r => r.Failed) });
        Assert.Equal(2_000, channel.Calls.Count);
        Assert.Equal(2_000, channel.Calls.Select(static m => m.Key).Distinct().Count());
        Assert.All(await fixture.AllAsync(), static m => Assert.Equal((OutboxState.Sent, 1), (m.State, m.Attempts)));
    }

    [Fact]
    public async Task A_message_that_another_changed_after_the_claim_is_not_sent()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(3);
        var gate = new MeddlingGate(fixture, "m-000001");

        DispatchReport report = await fixture.Dispatcher(gate: gate).DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(2, report.Sent);
        Assert.Equal(["m-000000", "m-000002"], channel.Calls.Select(static m => m.Key));
        Assert.Equal((OutboxState.DeadLettered, "operator"), (await fixture.OneAsync("m-000001")) is var m ? (m.State, m.Reason) : default);
    }

    [Theory]
    [InlineData(DeliveryOutcome.Accepted, OutboxState.Sent)]
    [InlineData(DeliveryOutcome.Retry, OutboxState.Pending)]
    [InlineData(DeliveryOutcome.Rejected, OutboxState.DeadLettered)]
    public async Task An_answer_that_comes_after_the_message_was_taken_over_and_parked_still_settles_it(DeliveryOutcome outcome, OutboxState expected)
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate);
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        channel.Answer = async (message, _) =>
        {
            fixture.Clock.Advance(Duration.FromTimeSpan(fixture.Options.Lease));
            Assert.Equal(1, (await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None)).OutcomeUnknown);
            Assert.Equal(OutboxState.OutcomeUnknown, (await fixture.OneAsync(message.Key)).State);
            return outcome switch
            {
                DeliveryOutcome.Accepted => DeliveryResult.Accepted(),
                DeliveryOutcome.Retry => DeliveryResult.Retry("busy"),
                _ => DeliveryResult.Rejected("no such number"),
            };
        };
        await fixture.PutAsync(OutboxFixture.Draft("slow"));

        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(expected, (await fixture.OneAsync("slow")).State);
    }

    [Fact]
    public async Task An_answer_to_an_attempt_that_is_not_the_last_one_changes_nothing()
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoLoss);
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        channel.Answer = async (message, _) =>
        {
            if (message.Attempt == 1)
            {
                fixture.Clock.Advance(Duration.FromTimeSpan(fixture.Options.Lease));
                await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);
                return DeliveryResult.Rejected("too slow");
            }

            return DeliveryResult.Accepted("second");
        };
        await fixture.PutAsync(OutboxFixture.Draft("slow"));
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal((OutboxState.Sent, 2, "second"), (await fixture.OneAsync("slow")) is var m ? (m.State, m.Attempts, m.Receipt) : default);
        Assert.Equal([false, true], channel.Calls.Select(static c => c.PossibleDuplicate));
    }

    [Fact] // R2
    public async Task What_a_dead_dispatcher_held_is_taken_over_when_its_lease_ends_and_not_before()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(10);
        int steps = 0;
        var dying = new SteppedStore(fixture.Memory, () => ++steps > 40 ? throw new IOException("killed") : Task.CompletedTask);
        fixture.Options.BatchSize = 3;
        fixture.Options.CommitAttempts = 1;
        await Assert.ThrowsAsync<IOException>(() => fixture.Dispatcher(dying).DispatchAsync(Scope, null, CancellationToken.None));
        int held = (await fixture.AllAsync()).Count(static m => m.State is OutboxState.Claimed or OutboxState.Sending);
        Assert.InRange(held, 1, 9);

        OutboxDispatcher other = fixture.Dispatcher();
        await other.DispatchAsync(Scope, null, CancellationToken.None);
        fixture.Clock.Advance(Duration.FromTimeSpan(fixture.Options.Lease) - Duration.FromMilliseconds(1));
        Assert.Equal(0, (await other.DispatchAsync(Scope, null, CancellationToken.None)).Sent);
        fixture.Clock.Advance(Duration.FromMilliseconds(1));
        Assert.Equal(held, (await other.DispatchAsync(Scope, null, CancellationToken.None)).Sent);
        Assert.Equal(10, channel.Calls.Select(static m => m.Key).Distinct().Count());
    }

    [Fact]
    public async Task Leases_are_measured_by_the_stores_clock_and_planned_times_by_business_time()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        Instant now = fixture.Clock.GetCurrentInstant();
        await fixture.PutAsync(OutboxFixture.Draft("a") with { NotBefore = now + Duration.FromMinutes(5) });
        Instant storeNow = now + Duration.FromHours(1); // a server whose clock is an hour ahead
        var ahead = new ClockedStore(fixture.Memory, () => storeNow);

        Assert.Equal(0, (await fixture.Dispatcher(ahead).DispatchAsync(Scope, null, CancellationToken.None)).Sent);
        fixture.Clock.Advance(Duration.FromMinutes(5));
        channel.Answer = static (_, _) => Task.FromResult(DeliveryResult.Retry("busy"));
        await fixture.Dispatcher(ahead).DispatchAsync(Scope, null, CancellationToken.None);
        Instant due = (await fixture.OneAsync("a")).Due!.Value;
        Assert.InRange(due - storeNow, Duration.FromSeconds(5), Duration.FromSeconds(15));

        channel.Answer = static (_, _) => Task.FromResult(DeliveryResult.Accepted());
        fixture.Clock.Set(now - Duration.FromDays(1)); // business time is set back; the store's goes on
        storeNow = due;
        Assert.Equal(1, (await fixture.Dispatcher(ahead).DispatchAsync(Scope, null, CancellationToken.None)).Sent);
    }

    /// <summary>Gives up a message on an operator's behalf, between its claim and its mark.</summary>
    private sealed class MeddlingGate(OutboxFixture fixture, string key) : ISendGate
    {
        private readonly SendGate _gate = new();

        public async ValueTask<GateAnswer> JudgeAsync(
            CrmScope scope, ChannelDescriptor channel, IReadOnlyList<GatedMessage> messages, Instant now, CancellationToken cancellationToken)
        {
            if (messages.FirstOrDefault(m => m.Message.Key == key).Message is { } message)
            {
                await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
                message = (await session.FindAsync<OutboxMessage>(message.Id, cancellationToken))!;
                session.Update(message with { State = OutboxState.DeadLettered, Reason = "operator" });
                await session.CommitAsync(cancellationToken);
            }

            return await _gate.JudgeAsync(scope, channel, messages, now, cancellationToken);
        }
    }

    private sealed class ClockedStore(ICrmStore inner, Func<Instant> now) : ICrmStore
    {
        public StoreDescriptor Descriptor => inner.Descriptor;

        public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => inner.EnsureSchemaAsync(model, mode, cancellationToken);

        public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
            inner.FindAsync(tenant, kind, ids, cancellationToken);

        public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => inner.CountAsync(query, cancellationToken);

        public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => inner.CommitAsync(batch, cancellationToken);

        public Task<Instant> NowAsync(CancellationToken cancellationToken) => Task.FromResult(now());
    }
}
