using Crm.Sdk.Testing;
using NodaTime;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>Waiting that takes no time: whoever waits moves the clock there himself. Deadlines of calls stay timers, which fire only when time is moved past them.</summary>
internal sealed class RushingTime(FakeClock clock) : TimeProvider
{
    public override long TimestampFrequency => clock.TimeProvider.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.TimeProvider.GetUtcNow();

    public override long GetTimestamp() => clock.TimeProvider.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = clock.TimeProvider.CreateTimer(callback, state, dueTime, period);
        if (state is not CancellationTokenSource && dueTime > TimeSpan.Zero)
        {
            long microseconds = (dueTime.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
            ThreadPool.UnsafeQueueUserWorkItem(_ => clock.Advance(Duration.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond)), null); // after the waiter has its timer
        }

        return timer;
    }
}
