using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>A clock that stands still until a test moves it: business time as <see cref="IClock"/>, waiting as <see cref="TimeProvider"/>.</summary>
/// <remarks>
/// <see cref="Advance"/> moves both and fires the timers that fall due. <see cref="Set"/> moves business time only, in either direction, as when
/// somebody corrects a machine's clock: what waits goes on waiting. Thread-safe.
/// </remarks>
public sealed class FakeClock : IClock
{
    private readonly Lock _gate = new();
    private readonly FakeTimeProvider _waiting;
    private Instant _zero; // the business time at which _waiting.Elapsed was, or would have been, zero

    /// <summary>Makes a clock that shows an instant.</summary>
    /// <param name="now">What it shows; the part below a microsecond is cut off, as stores do.</param>
    public FakeClock(Instant now)
    {
        _zero = now.FloorToMicrosecond();
        _waiting = new FakeTimeProvider(this);
    }

    /// <summary>The provider for code that waits; its timers fire only inside <see cref="Advance"/>, on the calling thread.</summary>
    public FakeTimeProvider TimeProvider => _waiting;

    /// <summary>A clock that shows a moment of UTC.</summary>
    /// <param name="year">The year of the Gregorian calendar.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to the length of the month.</param>
    /// <param name="hour">0 to 23.</param>
    /// <param name="minute">0 to 59.</param>
    /// <param name="second">0 to 59.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such moment.</exception>
    public static FakeClock AtUtc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new(Instant.FromUtc(year, month, day, hour, minute, second));

    /// <inheritdoc/>
    public Instant GetCurrentInstant()
    {
        lock (_gate)
        {
            return (_zero + _waiting.Elapsed).FloorToMicrosecond(); // a timer may fall due between two microseconds
        }
    }

    /// <summary>Moves business time and waiting time forward; timers fire in the order they fall due, each at its own moment.</summary>
    /// <param name="by">How far; zero fires what is due already. Whole microseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative or has a part below a microsecond.</exception>
    public void Advance(Duration by)
    {
        if (by < Duration.Zero || by.BclCompatibleTicks % TimeSpan.TicksPerMicrosecond != 0 || by.SubsecondNanoseconds % 1000 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(by), by, "A clock is advanced by zero or more whole microseconds; use Set to move it back.");
        }

        _waiting.Advance(by);
    }

    /// <summary>Makes the clock show an instant, earlier or later; nothing that waits is woken.</summary>
    /// <param name="now">What it shows from here on; the part below a microsecond is cut off.</param>
    public void Set(Instant now)
    {
        lock (_gate)
        {
            _zero = now.FloorToMicrosecond() - _waiting.Elapsed;
        }
    }
}
