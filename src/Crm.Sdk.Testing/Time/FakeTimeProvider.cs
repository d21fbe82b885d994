using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>The waiting side of a <see cref="FakeClock"/>: delays, time-outs and timers that elapse only when the clock is advanced.</summary>
/// <remarks>Callbacks run on the thread that advances the clock, outside any lock, so that they may set timers or advance again. Thread-safe.</remarks>
public sealed class FakeTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly FakeClock _clock;
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(int AtLeast, TaskCompletionSource Reached)> _watchers = [];
    private Duration _elapsed;
    private Duration _target;
    private long _nextOrdinal;

    internal FakeTimeProvider(FakeClock clock) => _clock = clock;

    /// <summary>How many timers are set and have not fired for the last time.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>Ticks of 100 nanoseconds.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The sum of all advances.</summary>
    internal Duration Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    /// <summary>The instant that the clock shows.</summary>
    public override DateTimeOffset GetUtcNow() => _clock.GetCurrentInstant().ToDateTimeOffset();

    /// <summary>Time advanced since the clock was made, in ticks of 100 nanoseconds; <see cref="FakeClock.Set"/> does not change it.</summary>
    public override long GetTimestamp() => Elapsed.BclCompatibleTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until code under test has set its timers, so that a test advances the clock only when somebody is waiting for it.</summary>
    /// <param name="atLeast">How many timers must be pending at once; 1 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atLeast"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Task WaitForTimersAsync(int atLeast, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atLeast, 1);
        lock (_gate)
        {
            if (_timers.Count >= atLeast)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((atLeast, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    internal void Advance(Duration by)
    {
        lock (_gate)
        {
            _target += by;
        }

        RunDueTimers();
    }

    internal bool Schedule(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return true;
            }

            timer.Due = _elapsed + Duration.FromTimeSpan(dueTime);
            timer.Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : Duration.FromTimeSpan(period);
            timer.Ordinal = _nextOrdinal++;
            _timers.Add(timer);
            foreach ((int atLeast, TaskCompletionSource reached) in _watchers)
            {
                if (_timers.Count >= atLeast)
                {
                    reached.TrySetResult();
                }
            }

            _watchers.RemoveAll(static watcher => watcher.Reached.Task.IsCompleted);
        }

        if (dueTime == TimeSpan.Zero)
        {
            RunDueTimers();
        }

        return true;
    }

    internal void Remove(FakeTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
        }
    }

    private void RunDueTimers()
    {
        while (TakeDueTimer() is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>The next timer due up to the target, with time moved to it; null, with time moved to the target, when there is none.</summary>
    private FakeTimer? TakeDueTimer()
    {
        lock (_gate)
        {
            FakeTimer? next = null;
            foreach (FakeTimer timer in _timers)
            {
                if (timer.Due <= _target && (next is null || (timer.Due, timer.Ordinal).CompareTo((next.Due, next.Ordinal)) < 0))
                {
                    next = timer;
                }
            }

            if (next is null)
            {
                _elapsed = _target;
                return null;
            }

            _elapsed = Duration.Max(_elapsed, next.Due);
            if (next.Period is { } period)
            {
                next.Due += period;
                next.Ordinal = _nextOrdinal++;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }
}
