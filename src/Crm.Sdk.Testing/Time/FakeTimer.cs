using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>A timer of a <see cref="FakeTimeProvider"/>, whose lock guards all its fields.</summary>
internal sealed class FakeTimer(FakeTimeProvider provider, TimerCallback callback, object? state) : ITimer
{
    public Duration Due { get; set; }

    public Duration? Period { get; set; }

    /// <summary>Timers due at the same moment fire in the order they were set.</summary>
    public long Ordinal { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Require(dueTime, nameof(dueTime));
        Require(period, nameof(period));
        return provider.Schedule(this, dueTime, period);
    }

    public void Fire() => callback(state);

    public void Dispose() => provider.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Require(TimeSpan time, string parameter)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(parameter, time, "A timer's time is zero, positive or infinite.");
        }
    }
}
