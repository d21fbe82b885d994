using System.Diagnostics;
using System.Diagnostics.Metrics;
using Crm.Sdk.Plugins.Guarding;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Logging;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Guarding;

/// <summary>PL-4: a plugin that throws, hangs or floods takes nothing down with it.</summary>
public sealed class GuardTests : IDisposable
{
    private static readonly PluginId Id = new("a.plugin");

    private readonly FakeClock _clock = FakeClock.AtUtc(2026, 1, 2);
    private readonly RecordingLogs _logs = new();
    private readonly PluginTelemetry _telemetry = new(null);
    private readonly PluginGuardOptions _options = new() { MinimumCalls = 3, MaxConcurrentCalls = 2, MaxWaitingCalls = 1, MaxAbandonedCalls = 2, MaxDepth = 3 };
    private readonly List<IDisposable> _open = [];
    private readonly CancellationTokenSource _patience = new(Child.DefaultLimit);

    public void Dispose()
    {
        _open.ForEach(open => open.Dispose());
        _telemetry.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_call_gets_its_state_and_gives_its_result()
    {
        PluginGuard guard = Guard();

        Assert.Equal(42, await guard.RunAsync("double", 21, static (state, _) => ValueTask.FromResult(state * 2), default));
        Assert.Equal(42, await guard.RunAsync("double", 21, static async (state, token) =>
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            return state * 2;
        }, default));
        Assert.Equal(new PluginHealth(PluginHealthStatus.Healthy, 2, 0, 0, null), guard.Health);
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_as_it_is_and_the_guard_keeps_its_words_only()
    {
        PluginGuard guard = Guard();
        var thrown = new InvalidOperationException("out of paper");

        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(async () => await Fail(guard, thrown)));

        Assert.Equal(
            new PluginHealth(PluginHealthStatus.Healthy, 1, 1, 0, new PluginFailure("System.InvalidOperationException", "out of paper", _clock.GetCurrentInstant())),
            guard.Health);
        Assert.All(_logs.Entries, entry => Assert.Null(entry.Exception));
    }

    [Fact]
    public async Task A_plugin_that_keeps_throwing_is_not_called_until_the_break_is_over_and_then_recovers()
    {
        PluginGuard guard = Guard();
        PluginGuard other = Guard();
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await Fail(guard, new InvalidOperationException("no")));
        }

        Assert.True(guard.IsOpen);
        PluginCallException refused = await Assert.ThrowsAsync<PluginCallException>(async () => await Call(guard));
        Assert.Equal((PluginErrorCodes.CircuitOpen, false, Id), (refused.Code, refused.Started, refused.Plugin));
        Assert.Contains("the last being System.InvalidOperationException: no", refused.Message, StringComparison.Ordinal);
        Assert.Equal(PluginHealthStatus.Degraded, guard.Health.Status);
        Assert.Equal(7, await Call(other));

        _clock.Advance(Duration.FromSeconds(5));
        Assert.False(guard.IsOpen);
        Assert.Equal(7, await Call(guard));
        Assert.Equal(PluginHealthStatus.Healthy, guard.Health.Status);
    }

    [Fact]
    public async Task A_call_that_heeds_cancellation_ends_at_its_deadline_and_is_a_failure()
    {
        PluginGuard guard = Guard();
        using var begun = Gate();
        Task<int> call = guard.RunAsync("wait", begun, static async (begun, token) =>
        {
            begun.Begin();
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        }, default).AsTask();

        await PassDeadlineAsync(begun);

        PluginCallException late = await Assert.ThrowsAsync<PluginCallException>(() => call.WaitAsync(_patience.Token));
        Assert.Equal((PluginErrorCodes.CallTimedOut, true), (late.Code, late.Started));
        Assert.Equal((1, 1, 0), (guard.Health.Calls, guard.Health.Failures, guard.Health.Abandoned));
    }

    [Fact]
    public async Task A_result_that_comes_within_the_grace_is_worth_more_than_the_deadline()
    {
        PluginGuard guard = Guard();
        using var begun = Gate();
        var result = new TaskCompletionSource<int>();
        Task<int> call = guard.RunAsync("wait", (begun, result), static (state, _) =>
        {
            state.begun.Begin();
            return new ValueTask<int>(state.result.Task);
        }, default).AsTask();

        await PassDeadlineAsync(begun);
        result.SetResult(5);

        Assert.Equal(5, await call.WaitAsync(_patience.Token));
        Assert.Equal((1, 0), (guard.Health.Calls, guard.Health.Failures));
    }

    [Fact]
    public async Task An_exception_that_comes_within_the_grace_is_passed_on_because_it_says_what_happened()
    {
        PluginGuard guard = Guard();
        using var begun = Gate();
        var result = new TaskCompletionSource<int>();
        Task<int> call = guard.RunAsync("wait", (begun, result), static (state, _) =>
        {
            state.begun.Begin();
            return new ValueTask<int>(state.result.Task);
        }, default).AsTask();

        await PassDeadlineAsync(begun);
        result.SetException(new InvalidOperationException("not sent"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => call.WaitAsync(_patience.Token));
    }

    [Fact]
    public async Task A_call_that_blocks_its_thread_is_abandoned_and_others_of_the_plugin_go_on()
    {
        PluginGuard guard = Guard();
        using var gate = Gate();
        Task<int> call = Block(guard, gate);

        await PassDeadlineAsync(gate);
        await PassGraceAsync();

        PluginCallException late = await Assert.ThrowsAsync<PluginCallException>(() => call.WaitAsync(_patience.Token));
        Assert.Equal((PluginErrorCodes.CallTimedOut, true), (late.Code, late.Started));
        Assert.Contains("was abandoned", late.Message, StringComparison.Ordinal);
        Assert.Equal((PluginHealthStatus.Degraded, 1), (guard.Health.Status, guard.Health.Abandoned));

        // As many at once as before, since the lost thread was replaced.
        using var second = Gate();
        Task<int> beside = Block(guard, second);
        Assert.Equal(7, await Call(guard));
        second.Set();
        Assert.Equal(1, await beside.WaitAsync(_patience.Token));

        gate.Set();
        await UntilAsync(() => guard.Health.Abandoned == 0);
    }

    [Fact]
    public async Task Too_many_abandoned_calls_switch_the_plugin_off_for_good()
    {
        PluginGuard guard = Guard();
        using var gate = Gate();
        using var second = Gate();
        foreach (Hanging hanging in new[] { gate, second })
        {
            Task<int> call = Block(guard, hanging);
            await PassDeadlineAsync(hanging);
            await PassGraceAsync();
            await Assert.ThrowsAsync<PluginCallException>(() => call.WaitAsync(_patience.Token));
        }

        Assert.True(guard.IsOpen);
        Assert.Equal("2 of its calls never came back", guard.QuarantineReason);
        Assert.Equal(PluginErrorCodes.Quarantined, (await Assert.ThrowsAsync<PluginCallException>(async () => await Call(guard))).Code);
        Assert.Contains(_logs.Entries, entry => entry.Level == LogLevel.Error && entry.Text.Contains("switched off", StringComparison.Ordinal));

        gate.Set();
        second.Set();
        await UntilAsync(() => guard.Health.Abandoned == 0);
        _clock.Advance(Duration.FromHours(1));
        Assert.Equal(PluginErrorCodes.Quarantined, (await Assert.ThrowsAsync<PluginCallException>(async () => await Call(guard))).Code);
        Assert.Equal(PluginHealthStatus.Unhealthy, guard.Health.Status);
    }

    [Fact]
    public async Task A_cancelled_call_is_no_failure_and_the_callers_token_is_in_the_exception()
    {
        PluginGuard guard = Guard();
        using var caller = new CancellationTokenSource();
        Task<int> call = guard.RunAsync("wait", 0, static async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        }, caller.Token).AsTask();
        await _clock.TimeProvider.WaitForTimersAsync(1, _patience.Token);

        await caller.CancelAsync();

        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(_patience.Token));
        Assert.Equal(caller.Token, cancelled.CancellationToken);
        Assert.Equal(0, guard.Health.Failures);
    }

    [Fact]
    public async Task A_call_that_ignores_its_callers_cancellation_does_not_keep_the_caller()
    {
        PluginGuard guard = Guard();
        using var gate = Gate();
        using var caller = new CancellationTokenSource();
        Task<int> call = Block(guard, gate, caller.Token);
        await gate.Begun.WaitAsync(_patience.Token);

        await caller.CancelAsync();
        await PassGraceAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(_patience.Token));
        Assert.Equal(1, guard.Health.Abandoned);
        gate.Set();
    }

    [Fact]
    public async Task A_callback_on_the_token_that_blocks_does_not_stop_the_clock_that_calls_it()
    {
        PluginGuard guard = Guard();
        using var gate = Gate();
        Task<int> call = guard.RunAsync("wait", gate, static async (gate, token) =>
        {
            using CancellationTokenRegistration registration = token.Register(() => gate.Wait(CancellationToken.None));
            gate.Begin();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return 1;
        }, default).AsTask();

        await PassDeadlineAsync(gate);
        await PassGraceAsync();

        await Assert.ThrowsAsync<PluginCallException>(() => call.WaitAsync(_patience.Token));
        gate.Set();
    }

    [Fact]
    public async Task A_flood_of_calls_is_refused_beyond_those_that_run_and_wait_and_does_not_open_the_breaker()
    {
        PluginGuard guard = Guard();
        PluginGuard other = Guard();
        using var gate = Gate();
        Task<int>[] running = [Block(guard, gate), Block(guard, gate)];
        Task<int> waiting = Block(guard, gate);

        for (int i = 0; i < 20; i++)
        {
            PluginCallException refused = await Assert.ThrowsAsync<PluginCallException>(async () => await Call(guard));
            Assert.Equal((PluginErrorCodes.TooManyCalls, false), (refused.Code, refused.Started));
        }

        Assert.False(guard.IsOpen);
        Assert.Equal(7, await Call(other));
        gate.Set();
        Assert.All(await Task.WhenAll([.. running, waiting]).WaitAsync(_patience.Token), answer => Assert.Equal(1, answer));
        Assert.Equal(7, await Call(guard));
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_until_the_deadline_was_never_begun()
    {
        PluginGuard guard = Guard();
        using var gate = Gate();
        Task<int>[] running = [BlockUntilCancelled(guard, gate), BlockUntilCancelled(guard, gate)];
        bool begun = false;
        Task<bool> waiting = guard.RunAsync("late", 0, (_, _) => ValueTask.FromResult(begun = true), default).AsTask();
        await _clock.TimeProvider.WaitForTimersAsync(3, _patience.Token);

        _clock.Advance(Duration.FromSeconds(30));

        PluginCallException refused = await Assert.ThrowsAsync<PluginCallException>(() => waiting.WaitAsync(_patience.Token));
        Assert.Equal((PluginErrorCodes.TooManyCalls, false), (refused.Code, refused.Started));
        Assert.False(begun);
        await Assert.ThrowsAsync<PluginCallException>(() => running[0].WaitAsync(_patience.Token));
        await Assert.ThrowsAsync<PluginCallException>(() => running[1].WaitAsync(_patience.Token));
    }

    [Fact]
    public async Task Calls_that_go_back_and_forth_between_host_and_plugin_end_at_a_depth()
    {
        PluginGuard guard = Guard();
        _options.MaxConcurrentCalls = 16;
        PluginGuard deep = Guard();
        int reached = 0;

        PluginCallException refused = await Assert.ThrowsAsync<PluginCallException>(async () => await Recurse());

        Assert.Equal((PluginErrorCodes.TooDeep, 3), (refused.Code, reached));
        Assert.Equal(7, await Call(guard));

        ValueTask<int> Recurse() => deep.RunAsync("recurse", 0, async (_, _) =>
        {
            reached++;
            await Task.Yield();
            return await Recurse();
        }, default);
    }

    [Fact]
    public async Task An_exception_nobody_awaits_for_is_a_failure_of_the_plugin_and_not_the_end_of_the_process()
    {
        PluginGuard guard = Guard();

        await guard.RunAsync("fire", 0, static (_, _) =>
        {
            FireAndForget();
            return ValueTask.FromResult(1);
        }, default);

        await UntilAsync(() => guard.Health.Failures == 1);
        Assert.Equal("lost", guard.Health.LastFailure?.Message);

        static async void FireAndForget()
        {
            await Task.Yield();
            throw new InvalidOperationException("lost");
        }
    }

    [Fact]
    public async Task Nothing_of_the_callers_flow_reaches_the_plugin_nor_of_the_plugins_the_caller()
    {
        PluginGuard guard = Guard();
        var flowing = new AsyncLocal<string> { Value = "caller's" };

        string? seen = await guard.RunAsync("look", flowing, static (flowing, _) =>
        {
            string? seen = flowing.Value;
            flowing.Value = "plugin's";
            return ValueTask.FromResult(seen);
        }, default);

        Assert.Null(seen);
        Assert.Equal("caller's", flowing.Value);
        Assert.Null(await guard.RunAsync("look", flowing, static (flowing, _) => ValueTask.FromResult(flowing.Value), default));
    }

    [Fact]
    public async Task An_engine_with_threads_of_its_own_reports_its_batches()
    {
        PluginGuard guard = Guard();
        guard.Succeeded(2);
        guard.Failed("Acme.RuleException", "bad row");
        Assert.False(guard.IsOpen);
        guard.Failed("Acme.RuleException", "bad row");
        Assert.True(guard.IsOpen);
        Assert.Equal((4, 2), (guard.Health.Calls, guard.Health.Failures));
        Assert.Equal(PluginErrorCodes.CircuitOpen, (await Assert.ThrowsAsync<PluginCallException>(async () => await Call(guard))).Code);

        guard.Hung();
        guard.Hung();

        Assert.Equal("2 of its calls never came back", guard.QuarantineReason);
    }

    [Fact]
    public async Task Every_call_of_a_rush_is_answered_once_and_the_figures_add_up()
    {
        _options.CancellationGrace = TimeSpan.FromMilliseconds(10);
        _options.MaxConcurrentCalls = 8;
        _options.MaxWaitingCalls = 1000;
        _options.MaxAbandonedCalls = 1000;
        _options.MinimumCalls = 1_000_000;
        using var guard = new PluginGuard(Id, TimeSpan.FromMilliseconds(10), _options, TimeProvider.System, _clock, _telemetry, _logs.CreateLogger("guard"));
        int answered = 0, ended = 0;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (int i = 0; i < 40; i++)
            {
                int sort = random.Next(10);
                using var cancellation = new CancellationTokenSource();
                if (sort == 9)
                {
                    cancellation.CancelAfter(random.Next(5));
                }

                Exception? thrown = await Record.ExceptionAsync(async () => await guard.RunAsync("rush", sort, RushAsync, cancellation.Token));
                Interlocked.Increment(ref answered);
                if (thrown is not OperationCanceledException and not PluginCallException { Started: false })
                {
                    Interlocked.Increment(ref ended);
                }
            }
        }))).WaitAsync(_patience.Token);

        await UntilAsync(() => guard.Health.Abandoned == 0);
        Assert.Equal(16 * 40, answered);
        Assert.True(ended <= guard.Health.Calls, $"{ended} calls ended for their callers, {guard.Health.Calls} for the guard.");
        Assert.True(guard.Health.Failures <= guard.Health.Calls);
        Assert.Equal(7, await guard.RunAsync("after", 7, static (state, _) => ValueTask.FromResult(state), default));

        static async ValueTask<int> RushAsync(int sort, CancellationToken token)
        {
            switch (sort)
            {
                case < 4:
                    return sort;
                case 4:
                    throw new InvalidOperationException("no");
                case 5:
                    using (var never = new ManualResetEventSlim())
                    {
                        never.Wait(TimeSpan.FromMilliseconds(30), CancellationToken.None); // blocks its thread beyond deadline and grace
                    }

                    return sort;
                case 6:
                    await Task.Delay(TimeSpan.FromMilliseconds(30), CancellationToken.None);
                    return sort;
                default:
                    await Task.Delay(TimeSpan.FromMilliseconds(sort), token);
                    return sort;
            }
        }
    }

    [Fact]
    public async Task Calls_are_traced_and_measured_by_plugin_operation_and_outcome()
    {
        var outcomes = new List<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "crm.plugin.call.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            Dictionary<string, object?> all = tags.ToArray().ToDictionary();
            if ((string?)all["crm.plugin.id"] == "measured.plugin")
            {
                outcomes.Add($"{all["crm.plugin.operation"]} {all["crm.plugin.outcome"]}");
            }
        });
        meters.Start();
        Activity? seen = null;
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Crm.Sdk.Plugins",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => seen = (string?)activity.GetTagItem("crm.plugin.id") == "measured.plugin" ? activity : seen,
        };
        ActivitySource.AddActivityListener(activities);
        PluginGuard guard = Guard("measured.plugin");

        await Call(guard);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Fail(guard, new InvalidOperationException("no")));

        Assert.Equal(["call ok", "fail failed"], outcomes);
        await UntilAsync(() => seen?.OperationName == "fail");
        Assert.Equal((ActivityStatusCode.Error, "System.InvalidOperationException"), (seen!.Status, seen.StatusDescription));
    }

    private static ValueTask<int> Call(PluginGuard guard) => guard.RunAsync("call", 7, static (state, _) => ValueTask.FromResult(state), default);

    private static ValueTask<int> Fail(PluginGuard guard, Exception e) => guard.RunAsync("fail", e, static ValueTask<int> (e, _) => throw e, default);

    private static Task<int> Block(PluginGuard guard, Hanging gate, CancellationToken cancellationToken = default) => guard.RunAsync("block", gate, static (gate, _) =>
    {
        gate.Wait(CancellationToken.None);
        return ValueTask.FromResult(1);
    }, cancellationToken).AsTask();

    private static Task<int> BlockUntilCancelled(PluginGuard guard, Hanging gate) => guard.RunAsync("block", gate, static (gate, token) =>
    {
        gate.Wait(token);
        return ValueTask.FromResult(1);
    }, default).AsTask();

    private PluginGuard Guard(string id = "a.plugin")
    {
        var guard = new PluginGuard(new PluginId(id), TimeSpan.FromSeconds(30), _options, _clock.TimeProvider, _clock, _telemetry, _logs.CreateLogger("guard"));
        _open.Add(guard);
        return guard;
    }

    private static Hanging Gate() => new();

    private async Task PassDeadlineAsync(Hanging call)
    {
        await call.Begun.WaitAsync(_patience.Token);
        await _clock.TimeProvider.WaitForTimersAsync(1, _patience.Token);
        _clock.Advance(Duration.FromSeconds(30));
    }

    private async Task PassGraceAsync()
    {
        await _clock.TimeProvider.WaitForTimersAsync(1, _patience.Token);
        _clock.Advance(Duration.FromSeconds(2));
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5, _patience.Token);
        }
    }

    /// <summary>A call that tells when it has begun, and blocks its thread until it is let go.</summary>
    private sealed class Hanging : IDisposable
    {
        private readonly ManualResetEventSlim _gate = new();
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public void Begin() => _begun.TrySetResult();

        public void Wait(CancellationToken cancellationToken)
        {
            Begin();
            _gate.Wait(cancellationToken);
        }

        public void Set() => _gate.Set();

        // Without disposing of the event, since a call may still be waiting on it: it lets go instead.
        public void Dispose() => _gate.Set();
    }
}
