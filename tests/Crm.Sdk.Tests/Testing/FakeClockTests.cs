using Crm.Sdk.Testing;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Testing;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = FakeClock.AtUtc(1998, 6, 30, 12);

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        Assert.Equal(Instant.FromUtc(1998, 6, 30, 12, 0), _clock.GetCurrentInstant());
        _clock.Advance(Duration.FromHours(1));
        Assert.Equal(Instant.FromUtc(1998, 6, 30, 13, 0), _clock.GetCurrentInstant());
        Assert.Equal(_clock.GetCurrentInstant().ToDateTimeOffset(), _clock.TimeProvider.GetUtcNow());
    }

    [Fact]
    public void Setting_it_moves_business_time_both_ways_and_wakes_nobody()
    {
        Task delay = Task.Delay(TimeSpan.FromHours(1), _clock.TimeProvider);
        _clock.Set(Instant.FromUtc(2020, 1, 1, 0, 0));
        Assert.False(delay.IsCompleted);
        _clock.Set(Instant.FromUtc(1990, 1, 1, 0, 0));
        _clock.Advance(Duration.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        _clock.Advance(Duration.FromMinutes(1));
        Assert.True(delay.IsCompletedSuccessfully);
        Assert.Equal(Instant.FromUtc(1990, 1, 1, 1, 0), _clock.GetCurrentInstant());
    }

    [Fact]
    public void Timers_fire_in_the_order_they_fall_due_each_at_its_own_moment()
    {
        List<(string Name, Instant At)> fired = [];
        Instant start = _clock.GetCurrentInstant();
        using ITimer late = Timer("late", TimeSpan.FromSeconds(7), Timeout.InfiniteTimeSpan);
        using ITimer periodic = Timer("periodic", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        using ITimer never = Timer("never", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _clock.Advance(Duration.FromSeconds(9));

        Assert.Equal([("periodic", 3), ("periodic", 6), ("late", 7), ("periodic", 9)], fired.Select(f => (f.Name, (int)(f.At - start).TotalSeconds)));
        Assert.Equal(start + Duration.FromSeconds(9), _clock.GetCurrentInstant());

        ITimer Timer(string name, TimeSpan due, TimeSpan period) =>
            _clock.TimeProvider.CreateTimer(_ => fired.Add((name, _clock.GetCurrentInstant())), null, due, period);
    }

    [Fact]
    public void A_disposed_or_stopped_timer_does_not_fire()
    {
        int fired = 0;
        ITimer disposed = _clock.TimeProvider.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using ITimer stopped = _clock.TimeProvider.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        disposed.Dispose();
        Assert.False(disposed.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.True(stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _clock.Advance(Duration.FromSeconds(10));
        Assert.Equal(0, fired);
        Assert.Equal(0, _clock.TimeProvider.PendingTimers);
    }

    [Fact]
    public void A_callback_may_advance_the_clock()
    {
        using ITimer timer = _clock.TimeProvider.CreateTimer(_ => _clock.Advance(Duration.FromSeconds(5)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Instant start = _clock.GetCurrentInstant();
        _clock.Advance(Duration.FromSeconds(2));
        Assert.Equal(start + Duration.FromSeconds(7), _clock.GetCurrentInstant());
    }

    [Fact]
    public async Task Advances_of_many_threads_add_up_and_lose_no_timer()
    {
        int fired = 0;
        using ITimer timer = _clock.TimeProvider.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Instant start = _clock.GetCurrentInstant();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                _clock.Advance(Duration.FromMilliseconds(500));
            }
        })));
        Assert.Equal(start + Duration.FromSeconds(400), _clock.GetCurrentInstant());
        Assert.Equal(400, fired);
    }

    [Fact]
    public async Task A_test_can_wait_until_somebody_waits()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Task waiting = _clock.TimeProvider.WaitForTimersAsync(2, limit.Token);
        Task first = Task.Delay(TimeSpan.FromSeconds(1), _clock.TimeProvider);
        Assert.False(waiting.IsCompleted);
        Task second = Task.Delay(TimeSpan.FromSeconds(2), _clock.TimeProvider);
        await waiting;
        _clock.Advance(Duration.FromSeconds(2));
        await Task.WhenAll(first, second);
    }

    [Fact]
    public void It_is_not_advanced_backwards_or_by_parts_of_a_microsecond()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(Duration.FromTicks(-10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(Duration.FromTicks(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(Duration.FromNanoseconds(1)));
    }

    [Fact]
    public void It_shows_whole_microseconds() =>
        Assert.Equal(Instant.FromUnixTimeTicks(120), new FakeClock(Instant.FromUnixTimeTicks(123)).GetCurrentInstant());
}
