using System.Collections.Concurrent;
using Crm.Sdk.Notifications;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

public sealed class OutboxDispatcherTests
{
    private static readonly CrmScope Scope = CrmScope.System("default", actor: "outbox");

    [Fact]
    public async Task A_message_reaches_its_channel_with_everything_it_was_given()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        MessageDraft draft = OutboxFixture.Draft("k-1") with { Address = "desk 4", Subject = "生日", Body = "生日快乐\nAda", Language = "zh-Hans" };
        await fixture.PutAsync(draft);

        DispatchReport report = await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(new DispatchReport { Sent = 1 }, report);
        OutgoingMessage sent = Assert.Single(channel.Calls);
        Assert.Equal(("k-1", "test", "desk 4", "生日", "生日快乐\nAda", "zh-Hans"), (sent.Key, sent.Channel, sent.Address, sent.Subject, sent.Body, sent.Language));
        Assert.Equal((TenantId.Default, 1, false, fixture.Clock.GetCurrentInstant()), (sent.Tenant, sent.Attempt, sent.PossibleDuplicate, sent.PermittedAt));
        OutboxMessage stored = await fixture.OneAsync("k-1");
        Assert.Equal((OutboxState.Sent, 1, "receipt-k-1"), (stored.State, stored.Attempts, stored.Receipt));
        Assert.Equal((null, null, null, null), (stored.Due, stored.Owner, stored.LeaseUntil, stored.Reason));
    }

    [Fact] // R3
    public async Task Sending_is_committed_before_the_channel_is_called()
    {
        OutboxFixture? fixture = null;
        var channel = new TestChannel("test");
        channel.Answer = async (message, _) =>
        {
            OutboxMessage stored = await fixture!.OneAsync(message.Key);
            Assert.Equal((OutboxState.Sending, 1), (stored.State, stored.Attempts));
            Assert.NotNull(stored.Owner);
            Assert.Equal(fixture.Clock.GetCurrentInstant() + Duration.FromTimeSpan(fixture.Options.Lease), stored.LeaseUntil);
            return DeliveryResult.Accepted();
        };
        fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(50);

        Assert.Equal(50, (await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None)).Sent);
    }

    [Fact]
    public async Task Messages_go_out_in_the_order_of_their_times()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        Instant now = fixture.Clock.GetCurrentInstant();
        await fixture.PutAsync([.. Enumerable.Range(0, 30).Select(i => OutboxFixture.Draft($"{29 - i:D2}") with { NotBefore = now - Duration.FromSeconds(i + 1) })]);
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 30).Select(static i => $"{i:D2}"), channel.Taken.Select(static m => m.Key));
    }

    [Fact]
    public async Task A_message_is_not_sent_before_its_time_and_not_after_its_use_by()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        Instant now = fixture.Clock.GetCurrentInstant();
        await fixture.PutAsync(
            OutboxFixture.Draft("planned") with { NotBefore = now + Duration.FromMinutes(10) },
            OutboxFixture.Draft("short") with { NotBefore = now + Duration.FromMinutes(10), UseBy = now + Duration.FromMinutes(15) });
        OutboxDispatcher dispatcher = fixture.Dispatcher();

        fixture.Clock.Advance(Duration.FromMinutes(10) - Duration.FromMilliseconds(1));
        Assert.Equal(new DispatchReport(), await dispatcher.DispatchAsync(Scope, null, CancellationToken.None));
        fixture.Clock.Advance(Duration.FromMinutes(5) + Duration.FromMilliseconds(1));
        Assert.Equal(new DispatchReport { Sent = 1, Suppressed = 1 }, await dispatcher.DispatchAsync(Scope, null, CancellationToken.None));
        Assert.Equal("planned", Assert.Single(channel.Calls).Key);
        Assert.Equal(OutboxState.Suppressed, (await fixture.OneAsync("short")).State);
    }

    [Fact] // R10
    public async Task A_failing_message_is_tried_again_at_growing_intervals_and_given_up_at_the_limit()
    {
        var channel = new TestChannel("test") { Answer = static (_, _) => Task.FromResult(DeliveryResult.Retry("busy")) };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        fixture.Options.MaxAttempts = 5;
        fixture.Options.LongestRetry = TimeSpan.FromSeconds(50);
        await fixture.PutAsync(OutboxFixture.Draft("poison"));
        OutboxDispatcher dispatcher = fixture.Dispatcher();
        (int Least, int Greatest)[] waits = [(5, 15), (10, 30), (20, 60), (25, 75)]; // 10, 20, 40, 50 (the longest), give or take a half

        foreach ((int least, int greatest) in waits)
        {
            Assert.Equal(new DispatchReport { Failed = 1 }, await dispatcher.DispatchAsync(Scope, null, CancellationToken.None));
            OutboxMessage waiting = await fixture.OneAsync("poison");
            Assert.Equal((OutboxState.Pending, "busy"), (waiting.State, waiting.Reason));
            Duration wait = waiting.Due!.Value - fixture.Clock.GetCurrentInstant();
            Assert.InRange(wait.TotalSeconds, least, greatest);
            fixture.Clock.Advance(wait);
        }

        Assert.Equal(new DispatchReport { DeadLettered = 1 }, await dispatcher.DispatchAsync(Scope, null, CancellationToken.None));
        Assert.Equal((OutboxState.DeadLettered, 5), (await fixture.OneAsync("poison")) is var m ? (m.State, m.Attempts) : default);
        Assert.Equal([1, 2, 3, 4, 5], channel.Calls.Select(static m => m.Attempt));
    }

    [Fact]
    public async Task A_provider_that_asks_for_a_longer_wait_gets_it_up_to_a_day()
    {
        Duration asked = Duration.FromMinutes(30);
        var channel = new TestChannel("test");
        channel.Answer = (_, _) => Task.FromResult(DeliveryResult.Retry("HTTP 429", asked));
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutAsync(OutboxFixture.Draft("a"));
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);
        Assert.Equal(fixture.Clock.GetCurrentInstant() + asked, (await fixture.OneAsync("a")).Due);

        fixture.Clock.Advance(asked);
        asked = Duration.FromDays(3_650);
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);
        Assert.Equal(fixture.Clock.GetCurrentInstant() + Duration.FromDays(1), (await fixture.OneAsync("a")).Due);
    }

    [Fact]
    public async Task A_channel_that_knows_that_nothing_went_out_is_tried_again_whatever_it_prefers()
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate);
        channel.Answer = (_, _) => channel.Calls.Count == 1 ? throw new NotSentException("no route") : Task.FromResult(DeliveryResult.Accepted());
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutAsync(OutboxFixture.Draft("a"));

        Assert.Equal(new DispatchReport { Failed = 1, Sent = 1 }, await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None));
        Assert.False(channel.Calls.Last().PossibleDuplicate);
    }

    [Theory] // CA-3, section 1 of the delivery table
    [InlineData(CrashPolicy.PreferNoDuplicate, 1, OutboxState.OutcomeUnknown)]
    [InlineData(CrashPolicy.PreferNoLoss, 2, OutboxState.Sent)]
    [InlineData(CrashPolicy.ProviderIdempotencyKey, 2, OutboxState.Sent)]
    public async Task An_unknown_outcome_is_treated_as_the_channel_declares(CrashPolicy policy, int calls, OutboxState expected)
    {
        var channel = new TestChannel("test", policy);
        channel.Answer = (_, _) => channel.Calls.Count == 1 ? throw new InvalidDataException("ada@example.com hung up") : Task.FromResult(DeliveryResult.Accepted());
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutAsync(OutboxFixture.Draft("a"));
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal("The channel threw InvalidDataException.", (await fixture.OneAsync("a")).Reason); // its text may name a person
        await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        Assert.Equal(expected, (await fixture.OneAsync("a")).State);
        Assert.Equal(calls, channel.Calls.Count);
        Assert.Single(channel.Calls.Select(static m => (m.Key, m.Body)).Distinct());
        Assert.Equal(policy == CrashPolicy.PreferNoLoss, channel.Calls.Last().PossibleDuplicate);
    }

    [Theory]
    [InlineData(CrashPolicy.PreferNoLoss)]
    [InlineData(CrashPolicy.ProviderIdempotencyKey)]
    public async Task A_message_in_doubt_ends_as_unknown_and_never_as_not_sent(CrashPolicy policy)
    {
        var channel = new TestChannel("test", policy) { Answer = static (_, _) => throw new TimeoutException() };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        fixture.Options.MaxAttempts = 3;
        await fixture.PutAsync(OutboxFixture.Draft("always"));
        await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);
        Assert.Equal((OutboxState.OutcomeUnknown, 3), (await fixture.OneAsync("always")) is var m ? (m.State, m.Attempts) : default);

        await fixture.PutAsync(OutboxFixture.Draft("late") with { UseBy = fixture.Clock.GetCurrentInstant() + Duration.FromSeconds(1) });
        await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);
        Assert.Equal(OutboxState.OutcomeUnknown, (await fixture.OneAsync("late")).State);
    }

    [Fact]
    public async Task An_open_breaker_leaves_messages_alone_and_a_refused_call_is_no_attempt()
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate);
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutAsync(OutboxFixture.Draft("a"));
        fixture.Channels.Guard.IsOpen = true;
        Assert.Equal(new DispatchReport(), await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None));

        fixture.Channels.Guard.IsOpen = false;
        fixture.Channels.Guard.Refusal = () => fixture.Channels.Guard.Refuse(started: false);
        Assert.Equal(new DispatchReport(), await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None));
        Assert.Equal((OutboxState.Pending, 0, "It has too many calls."), (await fixture.OneAsync("a")) is var m ? (m.State, m.Attempts, m.Reason) : default);

        fixture.Channels.Guard.Refusal = static () => null;
        Assert.Equal(1, (await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None)).Sent);
    }

    [Fact]
    public async Task A_call_that_was_given_up_is_in_doubt()
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate);
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        channel.Answer = (_, _) => throw fixture.Channels.Guard.Refuse(started: true);
        await fixture.PutAsync(OutboxFixture.Draft("a"));

        Assert.Equal(1, (await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None)).OutcomeUnknown);
    }

    [Fact]
    public async Task A_rate_is_never_exceeded_in_any_stretch_of_its_period()
    {
        ConcurrentQueue<Instant> begun = [];
        var channel = new TestChannel(new ChannelDescriptor("test") { Audience = Audience.Customers, Rate = new Rate(7, Duration.FromSeconds(10)), AfterCrash = CrashPolicy.ProviderIdempotencyKey });
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        channel.Answer = (_, _) =>
        {
            begun.Enqueue(fixture.Clock.GetCurrentInstant());
            return Task.FromResult(DeliveryResult.Accepted());
        };
        await fixture.PutManyAsync(50);
        Instant start = fixture.Clock.GetCurrentInstant();
        OutboxDispatcher dispatcher = fixture.Dispatcher();

        Assert.Equal(50, (await dispatcher.DispatchAsync(Scope, null, CancellationToken.None)).Sent);
        Instant[] times = [.. begun];
        Assert.All(Enumerable.Range(7, 43), i => Assert.True(times[i] - times[i - 7] >= Duration.FromSeconds(10)));
        Assert.InRange(times[^1] - start, Duration.FromSeconds(70), Duration.FromSeconds(71)); // and is used: 8 stretches of 7
        Assert.Equal(new DispatchReport(), await dispatcher.DispatchAsync(Scope, null, CancellationToken.None)); // no wait where nothing is due
        Assert.True(fixture.Clock.GetCurrentInstant() - start < Duration.FromSeconds(71));
    }

    [Fact]
    public async Task As_many_sends_run_at_once_as_the_channel_allows()
    {
        var channel = new TestChannel(new ChannelDescriptor("test") { Audience = Audience.Customers, Concurrency = 4, AfterCrash = CrashPolicy.ProviderIdempotencyKey });
        int running = 0, most = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.Answer = async (_, _) =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 4)
            {
                full.TrySetResult();
            }

            await full.Task; // nobody goes on before four run
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return DeliveryResult.Accepted();
        };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(100);

        Assert.Equal(100, (await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None)).Sent);
        Assert.Equal(4, most);
    }

    [Fact] // R10
    public async Task One_poison_among_ten_thousand_holds_nobody_up()
    {
        var channel = new TestChannel("test");
        channel.Answer = static (message, _) => message.Key == "m-005000" ? throw new InvalidOperationException() : Task.FromResult(DeliveryResult.Accepted());
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        fixture.Options.PollInterval = TimeSpan.FromHours(1); // nobody else works on this store, so each wait is as long as it has to be
        await fixture.PutManyAsync(10_000);

        DispatchReport report = await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        Assert.Equal((9_999L, 1L, 7L), (report.Sent, report.OutcomeUnknown, report.Failed));
        Assert.Equal(fixture.Options.MaxAttempts, channel.Calls.Count(static m => m.Key == "m-005000"));
        Assert.Equal(9_999, channel.Taken.Select(static m => m.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_message_whose_content_cannot_be_opened_is_given_up_at_the_limit_and_the_others_go_out()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(3);
        await using (ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada))
        {
            OutboxMessage message = (await session.FindAsync<OutboxMessage>((await fixture.OneAsync("m-000001")).Id, CancellationToken.None))!;
            session.Update(message with { Content = message.Content with { KeyId = "lost" } });
            await session.CommitAsync(CancellationToken.None);
        }

        DispatchReport report = await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        Assert.Equal((2L, 1L), (report.Sent, report.DeadLettered));
        Assert.Contains("CRM2040", (await fixture.OneAsync("m-000001")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_for_a_channel_that_nobody_brings_wait_for_it_by_name()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel, new TestChannel("other"));
        await fixture.PutAsync(OutboxFixture.Draft("a"), OutboxFixture.Draft("b", "other"), OutboxFixture.Draft("c", "other"));
        fixture.Channels.Channels.RemoveAt(1);

        DispatchReport report = await fixture.Dispatcher().DispatchUntilEmptyAsync(Scope, null, CancellationToken.None);

        Assert.Equal(new DispatchReport { Sent = 1, MissingChannels = ["other"] }, report);
        Assert.Equal(OutboxState.Pending, (await fixture.OneAsync("b")).State);
    }

    [Fact]
    public async Task Tenants_do_not_see_each_others_messages()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutAsync(OutboxFixture.Draft("a"));

        Assert.Equal(new DispatchReport(), await fixture.Dispatcher().DispatchAsync(CrmScope.System("other", "outbox"), null, CancellationToken.None));
        Assert.Empty(channel.Calls);
    }

    [Fact]
    public async Task A_stop_lets_running_sends_end_records_them_and_gives_the_rest_back()
    {
        using var stop = new CancellationTokenSource();
        var channel = new TestChannel("test");
        channel.Answer = async (_, cancellation) =>
        {
            if (channel.Calls.Count == 3)
            {
                await stop.CancelAsync();
                Assert.False(cancellation.IsCancellationRequested);
            }

            return DeliveryResult.Accepted();
        };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Dispatcher().DispatchAsync(Scope, null, stop.Token));

        IReadOnlyList<OutboxMessage> all = await fixture.AllAsync();
        Assert.Equal(3, all.Count(static m => m.State == OutboxState.Sent));
        Assert.All(all.Where(static m => m.State != OutboxState.Sent), static m => Assert.Equal((OutboxState.Pending, 0, null), (m.State, m.Attempts, m.Owner)));
        Assert.Equal(97, (await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None)).Sent); // no lease to wait for
    }

    [Fact]
    public async Task A_send_that_does_not_end_is_cancelled_some_time_after_a_stop()
    {
        using var stop = new CancellationTokenSource();
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate);
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        channel.Answer = async (_, cancellation) =>
        {
            await stop.CancelAsync();
            fixture.Clock.Advance(Duration.FromTimeSpan(fixture.Options.StopGrace));
            await Task.Delay(Timeout.Infinite, cancellation);
            return DeliveryResult.Accepted();
        };
        await fixture.PutAsync(OutboxFixture.Draft("a"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Dispatcher().DispatchAsync(Scope, null, stop.Token));

        Assert.Equal(OutboxState.OutcomeUnknown, (await fixture.OneAsync("a")).State);
    }

    [Fact]
    public async Task Progress_grows_with_each_commit_and_ends_with_the_report()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        await fixture.PutManyAsync(2_000);
        var progress = new Recorder();

        DispatchReport report = await fixture.Dispatcher().DispatchAsync(Scope, progress, CancellationToken.None);

        Assert.Equal(2_000, report.Sent);
        Assert.Equal(report, progress.Reports[^1]);
        Assert.InRange(progress.Reports.Count, 4, 20);
        Assert.Equal(progress.Reports.Select(static r => r.Sent).Order(), progress.Reports.Select(static r => r.Sent));
    }

    [Fact]
    public async Task No_more_than_the_stated_number_are_in_doubt_where_none_is_preferred_to_two()
    {
        OutboxFixture? fixture = null;
        int most = 0;
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate);
        channel.Answer = async (_, _) =>
        {
            InterlockedMax(ref most, (await fixture!.AllAsync()).Count(static m => m.State == OutboxState.Sending));
            return DeliveryResult.Accepted();
        };
        fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(100);
        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(fixture.Options.MaxInDoubt, most);
    }

    [Fact]
    public async Task A_slow_channel_begins_only_while_the_mark_is_fresh_and_loses_nothing()
    {
        var channel = new TestChannel("test", CrashPolicy.PreferNoDuplicate);
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        channel.Answer = (_, _) =>
        {
            fixture.Clock.Advance(Duration.FromSeconds(10)); // of a lease of 60
            return Task.FromResult(DeliveryResult.Accepted());
        };
        await fixture.PutManyAsync(50);

        Assert.Equal(new DispatchReport { Sent = 50 }, await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None));
        Assert.Equal(50, channel.Calls.Count);
        Assert.All(await fixture.AllAsync(), static m => Assert.Equal(1, m.Attempts));
    }

    [Fact]
    public void Options_out_of_range_are_refused() => Assert.All(
        new Action<DispatchOptions>[]
        {
            static o => o.BatchSize = 0, static o => o.BatchSize = 501, static o => o.MaxInDoubt = 0, static o => o.Lease = TimeSpan.FromSeconds(3), static o => o.MaxAttempts = 0,
            static o => o.FirstRetry = TimeSpan.FromHours(2), static o => o.LongestRetry = TimeSpan.FromSeconds(9), static o => o.StopGrace = TimeSpan.FromSeconds(-1),
            static o => o.PollInterval = TimeSpan.Zero, static o => o.Horizon = TimeSpan.FromDays(2), static o => o.CommitAttempts = 11,
        },
        change =>
        {
            var options = new DispatchOptions();
            options.Validate();
            change(options);
            Assert.Throws<ArgumentOutOfRangeException>(options.Validate);
        });

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); value > seen;)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private sealed class Recorder : IProgress<DispatchReport>
    {
        public List<DispatchReport> Reports { get; } = [];

        public void Report(DispatchReport value) => Reports.Add(value);
    }
}
