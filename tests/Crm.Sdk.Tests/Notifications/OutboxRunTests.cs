using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Crm.Sdk.Notifications;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>A dispatcher that goes on until it is asked to stop, as a host runs it.</summary>
public sealed class OutboxRunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CrmScope Scope = CrmScope.System("default", actor: "outbox");

    private readonly CancellationTokenSource _stop = new(Patience); // a run that hangs is stopped, and its test fails

    [Fact]
    public async Task What_is_put_in_while_it_runs_is_delivered_and_a_stop_ends_it_well()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        var looked = new TaskCompletionSource();
        Task<DispatchReport> run = fixture.Dispatcher().RunAsync(Scope, Progress(_ => looked.TrySetResult()), _stop.Token);
        await looked.Task.WaitAsync(Patience); // nothing was there

        await fixture.PutManyAsync(3);
        await UntilAsync(() => channel.Taken.Count == 3);
        await _stop.CancelAsync();

        Assert.Equal(new DispatchReport { Sent = 3 }, await run);
    }

    [Fact]
    public async Task A_channel_that_hangs_holds_no_other_up_not_even_for_messages_that_come_later()
    {
        var release = new TaskCompletionSource();
        TestChannel slow = new("slow"), quick = new("quick");
        slow.Answer = async (_, _) =>
        {
            await release.Task;
            return DeliveryResult.Accepted();
        };
        OutboxFixture fixture = await OutboxFixture.StartAsync(slow, quick);
        await fixture.PutAsync(OutboxFixture.Draft("s", "slow"));
        Task<DispatchReport> run = fixture.Dispatcher(time: fixture.Clock.TimeProvider).RunAsync(Scope, null, _stop.Token);
        await UntilAsync(() => slow.Calls.Count == 1);

        await fixture.PutAsync(OutboxFixture.Draft("q", "quick"));
        await UntilAsync(() => quick.Taken.Count == 1, fixture);

        Assert.Empty(slow.Taken);
        release.SetResult();
        await UntilAsync(() => slow.Taken.Count == 1);
        await _stop.CancelAsync();
        Assert.Equal(2, (await run).Sent);
    }

    [Fact]
    public async Task A_message_that_falls_due_before_the_next_look_is_sent_at_its_time()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        fixture.Options.PollInterval = TimeSpan.FromHours(1);
        Instant due = fixture.Clock.GetCurrentInstant() + Duration.FromSeconds(5);
        await fixture.PutAsync(OutboxFixture.Draft("planned") with { NotBefore = due });

        Task<DispatchReport> run = fixture.Dispatcher(time: fixture.Clock.TimeProvider).RunAsync(Scope, null, _stop.Token);
        await fixture.Clock.TimeProvider.WaitForTimersAsync(1, _stop.Token); // it looked, and waits
        Assert.Empty(channel.Calls);
        fixture.Clock.Advance(Duration.FromMilliseconds(5_001)); // no farther: the next look of its own would be in 45 minutes at the earliest
        await UntilAsync(() => !channel.Calls.IsEmpty);
        await _stop.CancelAsync();
        await run;

        Assert.InRange(channel.Calls.First().PermittedAt - due, Duration.Zero, Duration.FromSeconds(1));
    }

    [Fact]
    public async Task What_is_due_and_cannot_be_sent_is_asked_for_once_a_rest_not_in_a_busy_loop()
    {
        var channel = new TestChannel("test");
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        fixture.Channels.Guard.IsOpen = true;
        await fixture.PutManyAsync(1);
        Instant begun = fixture.Clock.GetCurrentInstant();
        int looks = 0;

        await fixture.Dispatcher().RunAsync(Scope, Progress(_ =>
        {
            if (++looks == 100)
            {
                _stop.Cancel();
            }
        }), _stop.Token);

        Assert.Empty(channel.Calls);
        Assert.InRange((fixture.Clock.GetCurrentInstant() - begun).TotalSeconds, 30, double.MaxValue); // two looks at most for each rest of a second
    }

    [Fact]
    public async Task A_store_that_fails_ends_it_with_the_failure_once_what_is_in_flight_is_recorded()
    {
        var release = new TaskCompletionSource();
        var channel = new TestChannel("test")
        {
            Answer = async (_, _) =>
            {
                await release.Task;
                return DeliveryResult.Accepted();
            },
        };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(1);
        int failures = 0;
        var store = new SteppedStore(fixture.Memory, () => Interlocked.Exchange(ref failures, 0) == 1 ? throw new IOException("gone") : Task.CompletedTask);
        Task<DispatchReport> run = fixture.Dispatcher(store).RunAsync(Scope, null, _stop.Token);
        await UntilAsync(() => channel.Calls.Count == 1);

        Volatile.Write(ref failures, 1); // once, at the next look
        await UntilAsync(() => Volatile.Read(ref failures) == 0);
        release.SetResult();

        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => run)).Message);
        Assert.Equal(OutboxState.Sent, (await fixture.OneAsync("m-000000")).State);
    }

    [Fact]
    public async Task The_backlog_says_what_is_pending_since_when_it_is_due_and_which_channels_are_missing()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"), new TestChannel("gone"));
        Assert.Equal(new OutboxBacklog(0, null, []), await fixture.Dispatcher().GetBacklogAsync(Scope, CancellationToken.None));

        await fixture.PutAsync(OutboxFixture.Draft("later") with { NotBefore = fixture.Clock.GetCurrentInstant() + Duration.FromDays(1) });
        Assert.Equal(new OutboxBacklog(1, null, []), await fixture.Dispatcher().GetBacklogAsync(Scope, CancellationToken.None));

        await fixture.PutAsync(OutboxFixture.Draft("now"), OutboxFixture.Draft("lost", "gone"));
        fixture.Channels.Channels.RemoveAt(1);
        fixture.Clock.Advance(Duration.FromMinutes(7));
        Assert.Equal(new OutboxBacklog(3, Duration.FromMinutes(7), ["gone"]), await fixture.Dispatcher().GetBacklogAsync(Scope, CancellationToken.None));
    }

    [Fact]
    public async Task Outcomes_are_counted_by_tenant_and_channel_and_each_drain_is_an_activity()
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == "Crm.Sdk.Outbox")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            if (tags.ToArray().Contains(new KeyValuePair<string, object?>("crm.channel", "counted")))
            {
                counts.AddOrUpdate(instrument.Name, count, (_, before) => before + count);
            }
        });
        listener.Start();
        ConcurrentQueue<Activity> activities = new();
        using var activityListener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Crm.Sdk.Outbox",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(activityListener);
        var channel = new TestChannel("counted")
        {
            Answer = static (message, _) => Task.FromResult(message.Key == "m-000000" ? DeliveryResult.Rejected("no") : DeliveryResult.Accepted()),
        };
        OutboxFixture fixture = await OutboxFixture.StartAsync(channel);
        await fixture.PutManyAsync(4, "counted");

        await fixture.Dispatcher().DispatchAsync(Scope, null, CancellationToken.None);

        Assert.Equal(3, counts["crm.outbox.sent"]);
        Assert.Equal(1, counts["crm.outbox.dead_lettered"]);
        Assert.Equal(2, counts.Count); // what did not happen is not counted
        Assert.Contains(activities, activity => activity.OperationName == "outbox drain counted" && (string?)activity.GetTagItem("crm.tenant") == "default");
    }

    public void Dispose() => _stop.Dispose();

    private static Listener Progress(Action<DispatchReport> listen) => new(listen);

    /// <summary>Waits for what happens on other threads; where time stands still, moves it on meanwhile.</summary>
    private async Task UntilAsync(Func<bool> happened, OutboxFixture? still = null)
    {
        while (!happened())
        {
            _stop.Token.ThrowIfCancellationRequested();
            still?.Clock.Advance(Duration.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private sealed class Listener(Action<DispatchReport> listen) : IProgress<DispatchReport>
    {
        public void Report(DispatchReport value) => listen(value);
    }
}
